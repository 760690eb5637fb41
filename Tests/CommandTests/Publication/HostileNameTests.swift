import Foundation
import Testing

@testable import license_digest

/// Names that try to be something else, in every file that shows them.
struct HostileNameTests {
  private static let names = [
    "<script>alert(1)</script>", "{{{account}}}", "=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "-2",
    "../../etc/passwd", "javascript:alert(1)", "evil\u{202e}txt.exe", "\" onmouseover=\"x",
    "a]]>&amp;&lt;", "line\u{2028}end", "Bcc: x@y.example",
  ]

  private func files() throws -> [String: String] {
    var licenses = "account_domain,account_name,virtual_account,license,quantity,in_use,end_date\n"
    for name in Self.names {
      let field = "\"\(name.replacing("\"", with: "\"\""))\""
      licenses += "a.example,\(field),\(field),\(field),5,9,2026-11-29\n"
    }
    var configuration = Configuration()
    configuration.from = "Digest <digest@portal.example>"
    return try PublishedWorld.files(
      of: [
        "licenses.csv": licenses,
        "preferences.csv":
          "account_domain,email,virtual_accounts,daily_summary,status_notification\n"
          + "a.example,u@a.example,*,yes,yes\n",
      ], formats: [.html, .text, .json, .eml], configuration: configuration)
  }

  @Test func `HTML holds no tag, handler, link or template tag of a name`() throws {
    for (path, html) in try files() where path.hasSuffix(".html") {
      #expect(!html.contains("<script>alert"), "\(path)")
      #expect(!html.contains("\" onmouseover=\"x"), "\(path)")
      #expect(!html.contains(#/(href|src)="\s*javascript:/#.ignoresCase()), "\(path)")
      #expect(!html.contains("\u{202e}") && !html.contains("\u{2028}"), "\(path)")
    }
  }

  @Test func `no cell of renewals begins a formula`() throws {
    let csv = try #require(try files()["accounts/a.example/renewals.csv"])
    for name in Self.names where "=+-@".contains(name.prefix(1)) {
      #expect(csv.contains("'\(name)"))
      #expect(!csv.contains("\n\(name)") && !csv.contains(",\(name)"))
    }
  }

  @Test func `a mail's header holds the fields it should and no other`() throws {
    let fields: Set<Substring> = [
      "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-License-Digest-Reason",
      "MIME-Version",
      "Content-Type",
    ]
    let mails = try files().filter { $0.key.hasSuffix(".eml") }
    #expect(mails.count == 2)
    for (path, mail) in mails {
      let header = mail.prefix(upTo: try #require(mail.firstRange(of: "\r\n\r\n")).lowerBound)
      let lines = header.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }
      #expect(Set(lines.map { $0.prefix { $0 != ":" } }) == fields, "\(path)")
    }
  }

  @Test func `no path leaves its folder`() throws {
    for path in try files().keys {
      #expect(!path.contains("..") && !path.hasPrefix("/"))
      #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
    }
  }

  @Test func `every line of JSON can be read`() throws {
    for (path, text) in try files() where path.contains(".json") {
      for line in text.split(separator: "\n") {
        #expect(throws: Never.self, "\(path)") {
          try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
      }
    }
  }
}
