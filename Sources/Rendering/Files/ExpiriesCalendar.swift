package import Licensing

/// `expiries.ics`: the days on which lines end, for calendars (RFC 5545).
///
/// One all-day event per line. A line has the same UID every night, so a calendar that reads the
/// file again adds nothing twice. No clock is read: DTSTAMP is the report date.
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
    var file = CalendarLines(reserving: 512 * (lines.count + 1))
    file.add("BEGIN:VCALENDAR")
    file.add("VERSION:2.0")
    file.add("PRODID:-//License Digest//License Digest//EN")
    file.add("CALSCALE:GREGORIAN")
    file.add("X-WR-CALNAME") { sentences.texts.append(account.name, to: &$0) }
    // A calendar has one component at least (RFC 5545 3.6).
    if lines.isEmpty { file.addTimeZone() }
    let stamp = "DTSTAMP:\(date.iso.replacing("-", with: ""))T000000Z"
    for line in lines { add(line, stamp: stamp, to: &file) }
    file.add("END:VCALENDAR")
    return file.bytes
  }

  private func add(_ line: ExpiringTerm, stamp: String, to file: inout CalendarLines) {
    let license = account.licenses[line.term.license]
    let (texts, phrases) = (sentences.texts, sentences.phrases)
    file.add("BEGIN:VEVENT")
    file.add("UID:\(identifier(of: line, license))")
    file.add(stamp)
    file.add("DTSTART;VALUE=DATE", day: line.endDate)
    file.add("SUMMARY") { bytes in
      phrases[.`calendar.ends`].form(for: line.quantity).write(to: &bytes) { placeholder, bytes in
        switch placeholder {
        case .count: phrases.write(line.quantity, to: &bytes)
        case .license: sentences.writeName(license.name, to: &bytes)
        default: return false
        }
        return true
      }
    }
    file.add("LOCATION") { texts.append(account.virtualAccounts[license.virtualAccount], to: &$0) }
    file.add("TRANSP:TRANSPARENT")
    file.add("END:VEVENT")
  }

  /// The hash of what the line is, at the account's domain.
  private func identifier(of line: ExpiringTerm, _ license: License) -> String {
    let (texts, term) = (sentences.texts, line.term)
    var key: [UInt8] = []
    key.reserveCapacity(256)
    for text in [
      account.domain, account.virtualAccounts[license.virtualAccount], license.name, term.sku,
      term.type, term.subscription,
    ] {
      texts.append(text, to: &key)
      key.append(Self.separator)
    }
    if let start = term.start { key.append(iso: start) }
    key.append(Self.separator)
    key.append(iso: line.endDate)
    return "\(hash(key))@\(texts.string(account.domain))"
  }

  /// Separates the facts of a key; no text of an export holds it.
  private static let separator: UInt8 = 0x1f
}

/// Lines of a calendar, folded (RFC 5545 3.1).
private struct CalendarLines {
  /// In bytes, line end excepted.
  private static let longest = 75

  private(set) var bytes: [UInt8] = []

  init(reserving count: Int) { bytes.reserveCapacity(count) }

  /// Adds a line whose value needs no escape.
  mutating func add(_ line: String) {
    let start = bytes.count
    bytes += line.utf8
    endLine(from: start)
  }

  /// Adds a property of a day: `20261122`.
  mutating func add(_ name: String, day: CalendarDate) {
    let start = bytes.count
    bytes += name.utf8
    bytes.append(UInt8(ascii: ":"))
    bytes.append(iso: day)
    bytes.remove(at: bytes.count - 3)
    bytes.remove(at: bytes.count - 5)
    endLine(from: start)
  }

  /// Adds a property of a text: backslash, semicolon, comma and line ends are escaped.
  mutating func add(_ name: String, text write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    bytes += name.utf8
    bytes.append(UInt8(ascii: ":"))
    let textStart = bytes.count
    write(&bytes)
    if bytes[textStart...].contains(where: Self.needsEscape) {
      let text = Array(bytes[textStart...])
      bytes.removeSubrange(textStart...)
      for byte in text {
        if Self.needsEscape(byte) { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: "n") : byte)
      }
    }
    endLine(from: start)
  }

  /// Adds a component that says nothing.
  mutating func addTimeZone() {
    add("BEGIN:VTIMEZONE")
    add("TZID:Etc/UTC")
    add("BEGIN:STANDARD")
    add("DTSTART:19700101T000000")
    add("TZOFFSETFROM:+0000")
    add("TZOFFSETTO:+0000")
    add("END:STANDARD")
    add("END:VTIMEZONE")
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
      || byte == UInt8(ascii: "\n")
  }

  /// Ends the line that begins there; no part of it is longer than 75 bytes, and no character is
  /// cut.
  private mutating func endLine(from start: Int) {
    if bytes.count - start > Self.longest {
      let line = Array(bytes[start...])
      bytes.removeSubrange(start...)
      var rest = line[...]
      // A part behind the first begins with a blank.
      var room = Self.longest
      while rest.count > room {
        var end = rest.startIndex + room
        while rest[end] & 0xc0 == 0x80 { end -= 1 }
        bytes += rest[..<end]
        bytes += "\r\n ".utf8
        rest = rest[end...]
        room = Self.longest - 1
      }
      bytes += rest
    }
    bytes += "\r\n".utf8
  }
}
