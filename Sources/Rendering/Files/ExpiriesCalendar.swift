package import Licensing

/// `expiries.ics`: the days on which lines end, for calendars (RFC 5545).
///
/// An all-day event a line; the same line has the same UID every night, so that a calendar that
/// reads the file again moves nothing twice. It holds no clock: DTSTAMP is the report date.
package enum ExpiriesCalendar {
  /// In bytes, line end excepted (RFC 5545 3.1).
  private static let longestLine = 75

  /// The bytes of the file; `hash` gives an event's UID its digits.
  package static func bytes(
    of lines: [ExpiringTerm], in report: AccountReport, texts: TextTable,
    summary: (ExpiringTerm) -> String, hash: ([UInt8]) -> String
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    let account = report.account
    let domain = texts.string(account.domain)
    for line in [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//License Digest//EN", "CALSCALE:GREGORIAN",
    ] {
      append(line, to: &bytes)
    }
    append("X-WR-CALNAME:" + escaped(texts.string(account.name)), to: &bytes)
    for line in lines {
      let license = account.licenses[line.term.license]
      let key = [
        domain, texts.string(account.virtualAccounts[license.virtualAccount]),
        texts.string(license.name), texts.string(line.term.sku), texts.string(line.term.type),
        texts.string(line.term.subscription), line.term.start?.iso ?? "", line.endDate.iso,
      ].joined(separator: "\u{1f}")
      append("BEGIN:VEVENT", to: &bytes)
      append("UID:\(hash(Array(key.utf8)))@\(domain)", to: &bytes)
      append("DTSTAMP:\(compact(report.date))T000000Z", to: &bytes)
      append("DTSTART;VALUE=DATE:\(compact(line.endDate))", to: &bytes)
      append("SUMMARY:" + escaped(summary(line)), to: &bytes)
      append(
        "LOCATION:" + escaped(texts.string(account.virtualAccounts[license.virtualAccount])),
        to: &bytes)
      append("TRANSP:TRANSPARENT", to: &bytes)
      append("END:VEVENT", to: &bytes)
    }
    append("END:VCALENDAR", to: &bytes)
    return bytes
  }

  /// `20261122`.
  private static func compact(_ day: CalendarDate) -> String {
    day.iso.replacing("-", with: "")
  }

  /// A text value: backslash, semicolon, comma and line ends are escaped.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\" + String(scalar)
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Appends a line, folded so that none is longer than 75 bytes and no character is cut.
  private static func append(_ line: String, to bytes: inout [UInt8]) {
    var length = 0
    for scalar in line.unicodeScalars {
      let encoded = Array(String(scalar).utf8)
      if length + encoded.count > longestLine {
        bytes += "\r\n ".utf8
        length = 1
      }
      bytes += encoded
      length += encoded.count
    }
    bytes += "\r\n".utf8
  }
}
