package import Licensing

/// A message as `sendmail -t` takes it: RFC 5322, CRLF, text and HTML as alternatives.
///
/// Nothing here reads a clock or draws a number: the same facts give the same bytes.
package struct MailMessage: Sendable {
  /// Where a message comes from: `License Digest <digest@portal.example>` or a bare address.
  package struct Sender: Sendable {
    /// Shown beside the address; empty where there is none.
    package let name: String
    /// Of the mailbox, as RFC 5321 writes it.
    package let address: String

    /// Reads both forms; nil where the address is none (P13).
    package init?(_ text: String) {
      var name = ""
      var address = text
      if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
        name = String(text[..<open])
        address = String(text[text.index(after: open)...].dropLast())
      }
      let trimmed = name.split(separator: " ").joined(separator: " ")
      guard EmailAddress.isValid(address) else { return nil }
      self.address = address
      self.name =
        trimmed.hasPrefix("\"") && trimmed.hasSuffix("\"") && trimmed.count > 1
        ? String(trimmed.dropFirst().dropLast()) : trimmed
    }

    /// What follows the at sign.
    package var domain: String { String(address[address.index(after: atSign)...]) }

    private var atSign: String.Index { address.lastIndex(of: "@") ?? address.startIndex }
  }

  /// The address in From; its domain is that of Message-ID.
  package var sender: Sender
  /// The one address this copy goes to.
  package var recipient: String
  /// Before it is encoded (RFC 2047).
  package var subject: String
  /// The report date; with the time of the day it gives Date.
  package var date: CalendarDate
  /// Minutes after midnight, and the fixed offset from UTC in minutes.
  package var time: (minutes: Int, offset: Int)
  /// The unique part before the at sign of the Message-ID: hexadecimal digits.
  package var identifier: String
  /// Why the recipient gets it.
  package var reason: Reason
  /// nil: no List-Unsubscribe.
  package var unsubscribe: UnsubscribeLink.Filled?
  /// Text and HTML, encoded for transport.
  package var bodies: EncodedBodies

  /// Text and HTML in quoted-printable, encoded once for all recipients of a message.
  package struct EncodedBodies: Sendable {
    let text: [UInt8]
    let html: [UInt8]

    /// Encodes both bodies.
    package init(text: [UInt8], html: [UInt8]) {
      self.text = QuotedPrintable.encode(text)
      self.html = QuotedPrintable.encode(html)
    }
  }

  /// A message of these facts.
  package init(
    sender: Sender, recipient: String, subject: String, date: CalendarDate,
    time: (minutes: Int, offset: Int), identifier: String, reason: Reason,
    unsubscribe: UnsubscribeLink.Filled?,
    bodies: EncodedBodies
  ) {
    self.sender = sender
    self.recipient = recipient
    self.subject = subject
    self.date = date
    self.time = time
    self.identifier = identifier
    self.reason = reason
    self.unsubscribe = unsubscribe
    self.bodies = bodies
  }

  /// The bytes of the `.eml` file.
  package var bytes: [UInt8] {
    // No line of quoted-printable text holds "=_", so the boundary is in no part.
    let boundary = "=_\(identifier.prefix(32))"
    var header = HeaderFields()
    header.add(
      "From", sender.name.isEmpty ? sender.address : header.phrase(sender.name, sender.address))
    header.add("To", recipient)
    header.addText("Subject", subject)
    header.add("Date", dateText)
    header.add("Message-ID", "<\(identifier)@\(sender.domain)>")
    header.add("Auto-Submitted", "auto-generated")
    header.addText("X-License-Digest-Reason", reason.text)
    if let unsubscribe {
      header.add("List-Unsubscribe", "<\(unsubscribe.link)>")
      if unsubscribe.isOneClick {
        header.add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
      }
    }
    header.add("MIME-Version", "1.0")
    header.add("Content-Type", "multipart/alternative;\r\n boundary=\"\(boundary)\"")
    var bytes = header.bytes
    append(bodies.text, "plain", boundary, to: &bytes)
    append(bodies.html, "html", boundary, to: &bytes)
    bytes += "\r\n--\(boundary)--\r\n".utf8
    return bytes
  }

  /// RFC 5322 3.3: `Sun, 22 Nov 2026 07:00:00 +0100`; English in every locale.
  private var dateText: String {
    let (year, month, day) = date.components
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let offset = Int(time.offset.magnitude)
    return "\(weekday), \(day) \(months[month - 1]) \(year) "
      + "\(Self.two(time.minutes / 60)):\(Self.two(time.minutes % 60)):00 "
      + "\(time.offset < 0 ? "-" : "+")\(Self.two(offset / 60))\(Self.two(offset % 60))"
  }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  private func append(
    _ body: [UInt8], _ subtype: String, _ boundary: String, to bytes: inout [UInt8]
  ) {
    bytes += "\r\n--\(boundary)\r\n".utf8
    bytes += "Content-Type: text/\(subtype); charset=utf-8\r\n".utf8
    bytes += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
    bytes += body
  }
}
