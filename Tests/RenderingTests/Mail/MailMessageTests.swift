import Testing

@testable import Licensing
@testable import Rendering

struct MailMessageTests {
  private func message(
    from: String = "License Digest <digest@portal.example>", subject: String = "Hello",
    unsubscribe: String? = nil, administrators: [String] = []
  ) throws -> [String] {
    let date = try #require(CalendarDate(year: 2026, month: 11, day: 22))
    let sender = try #require(MailMessage.Sender(from))
    let message = MailMessage(
      sender: sender, recipient: "ann@acme.example", subject: subject, date: date,
      time: (7 * 60, 60), identifier: String(repeating: "0a", count: 32),
      reason: .init("ann@acme.example", addedBy: administrators),
      unsubscribe: unsubscribe.map {
        UnsubscribeLink($0).filled(account: "acme.example", recipient: "ann+1@acme.example")
      },
      bodies: .init(text: Array("Bonjour é\n".utf8), html: Array("<p>é</p>\n".utf8)))
    return String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
  }

  @Test func `a message has one recipient, a fixed date and both bodies`() throws {
    let lines = try message()
    #expect(
      lines == [
        "From: \"License Digest\" <digest@portal.example>", "To: ann@acme.example",
        "Subject: Hello", "Date: Sun, 22 Nov 2026 07:00:00 +0100",
        "Message-ID: <0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
          + "@portal.example>",
        "Auto-Submitted: auto-generated",
        "X-License-Digest-Reason: preferences of ann@acme.example", "MIME-Version: 1.0",
        "Content-Type: multipart/alternative;",
        " boundary=\"=_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\"", "",
        "--=_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "", "Bonjour =C3=A9", "",
        "--=_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "", "<p>=C3=A9</p>", "",
        "--=_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a--", "",
      ])
  }

  @Test(arguments: [
    ("https://portal.example/{account}?r={recipient}", "acme.example?r=ann%2B1%40acme.example", 2),
    ("HTTPS://portal.example/{recipient}", "ann%2B1%40acme.example", 2),
    ("https://portal.example/{account}", "acme.example", 1),
    ("mailto:off@portal.example?subject={recipient}", "ann%2B1%40acme.example", 1),
  ])
  func `one click unsubscribes over https where the link says whom`(
    link: String, end: String, fields: Int
  ) throws {
    let lines = try message(unsubscribe: link).filter { $0.hasPrefix("List-Unsubscribe") }
    #expect(lines.count == fields)
    #expect(lines[0].hasSuffix("\(end)>"))
  }

  @Test func `an additional address reads who added it`() throws {
    let header = try message(administrators: ["bob@acme.example", "eve@acme.example"])
      .joined(separator: "\n").replacing("\n ", with: " ")
    #expect(
      header.contains(
        "X-License-Digest-Reason: additional address of bob@acme.example, eve@acme.example\n"))
  }

  @Test(arguments: [
    "Caf\u{e9} \u{2014} 3 Lizenzen laufen ab", String(repeating: "\u{6f22}", count: 60),
    String(repeating: "word ", count: 40) + "end", String(repeating: "x", count: 300),
    "a =?utf-8?q?b?= c", "CR\r\nBcc: eve@evil.example",
  ])
  func `a subject is folded into lines of at most 76 bytes and adds no field`(
    subject: String
  ) throws {
    let lines = try message(subject: subject)
    let header = lines.prefix { !$0.isEmpty }
    #expect(header.allSatisfy { $0.utf8.count <= 998 })
    let folded = header.drop { !$0.hasPrefix("Subject:") }.prefix {
      $0.hasPrefix("Subject:") || $0.hasPrefix(" ")
    }
    #expect(folded.allSatisfy { $0.utf8.count <= 76 })
    #expect(!header.contains { $0.hasPrefix("Bcc") })
  }

  @Test(arguments: [
    ("digest@portal.example", true), ("A B <digest@portal.example>", true),
    ("no address", false), ("<>", false), ("a@b", false),
  ])
  func `a sender is an address with or without a name`(text: String, isValid: Bool) {
    #expect((MailMessage.Sender(text) != nil) == isValid)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
