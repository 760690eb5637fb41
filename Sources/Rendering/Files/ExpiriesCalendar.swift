package import Licensing

/// `expiries.ics`: the days on which lines end, for calendars (RFC 5545).
///
/// An all-day event a line; the same line has the same UID every night, so that a calendar that
/// reads the file again moves nothing twice. It holds no clock: DTSTAMP is the report date.
package struct ExpiriesCalendar {
  private let account: SmartAccount
  private let date: CalendarDate
  private let sentences: Sentences
  private let hash: ([UInt8]) -> String

  /// A calendar of an account on a report date; `hash` gives an event's UID its digits.
  package init(
    of account: SmartAccount, on date: CalendarDate, sentences: Sentences,
    hash: @escaping ([UInt8]) -> String
  ) {
    self.account = account
    self.date = date
    self.sentences = sentences
    self.hash = hash
  }

  /// The bytes of the file for these lines.
  package func bytes(of lines: [ExpiringTerm]) -> [UInt8] {
    var file = CalendarLines()
    file.add("BEGIN", "VCALENDAR")
    file.add("VERSION", "2.0")
    file.add("PRODID", "-//License Digest//License Digest//EN")
    file.add("CALSCALE", "GREGORIAN")
    file.add("X-WR-CALNAME", text: sentences.texts.string(account.name))
    // A calendar has one component at least (RFC 5545 3.6).
    if lines.isEmpty { file.addTimeZone() }
    for line in lines { add(line, to: &file) }
    file.add("END", "VCALENDAR")
    return file.bytes
  }

  private func add(_ line: ExpiringTerm, to file: inout CalendarLines) {
    let license = account.licenses[line.term.license]
    let (texts, phrases) = (sentences.texts, sentences.phrases)
    let virtualAccount = texts.string(account.virtualAccounts[license.virtualAccount])
    file.add("BEGIN", "VEVENT")
    file.add("UID", identifier(of: line, license))
    file.add("DTSTAMP", "\(Self.compact(date))T000000Z")
    file.add("DTSTART;VALUE=DATE", Self.compact(line.endDate))
    file.add(
      "SUMMARY",
      text: phrases.text(
        .`calendar.ends`, line.quantity,
        ["license": Sentences.cut(texts.string(license.name), to: Sentences.longestName)]))
    file.add("LOCATION", text: virtualAccount)
    file.add("TRANSP", "TRANSPARENT")
    file.add("END", "VEVENT")
  }

  private func identifier(of line: ExpiringTerm, _ license: License) -> String {
    let (texts, term) = (sentences.texts, line.term)
    let domain = texts.string(account.domain)
    let names = [
      account.domain, account.virtualAccounts[license.virtualAccount], license.name, term.sku,
      term.type, term.subscription,
    ].map(texts.string)
    let key = (names + [term.start?.iso ?? "", line.endDate.iso]).joined(separator: "\u{1f}")
    return "\(hash(Array(key.utf8)))@\(domain)"
  }

  /// `20261122`.
  private static func compact(_ day: CalendarDate) -> String {
    day.iso.replacing("-", with: "")
  }
}

/// Lines of a calendar, folded (RFC 5545 3.1).
private struct CalendarLines {
  /// In bytes, line end excepted.
  private static let longest = 75

  private(set) var bytes: [UInt8] = []

  /// Adds a property of a value that needs no escape.
  ///
  /// No part of its line is longer than 75 bytes, and no character is cut.
  mutating func add(_ name: String, _ value: String) {
    var length = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let encoded = Array(String(scalar).utf8)
      if length + encoded.count > Self.longest {
        bytes += "\r\n ".utf8
        length = 1
      }
      bytes += encoded
      length += encoded.count
    }
    bytes += "\r\n".utf8
  }

  /// Adds a text: backslash, semicolon, comma and line ends are escaped.
  mutating func add(_ name: String, text: String) {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\" + String(scalar)
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    add(name, escaped)
  }

  /// Adds a component that says nothing.
  mutating func addTimeZone() {
    add("BEGIN", "VTIMEZONE")
    add("TZID", "Etc/UTC")
    add("BEGIN", "STANDARD")
    add("DTSTART", "19700101T000000")
    add("TZOFFSETFROM", "+0000")
    add("TZOFFSETTO", "+0000")
    add("END", "STANDARD")
    add("END", "VTIMEZONE")
  }
}
