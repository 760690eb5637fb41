/// The time of day that the text of an event's time ends with, and its zone.
///
///     2026-11-21T16:05:00Z            16:05 UTC
///     21 Nov 2026 4:05 PM             16:05
///     2026-11-21 16:05:00.123+05:30   16:05 UTC+5:30
struct EventTime: Equatable {
  /// 0 to 23.
  private(set) var hour: Int
  /// 0 to 59.
  private(set) var minute: Int
  /// `UTC`, `UTC+5:30`, or a zone's name as written; empty where none is stated.
  private(set) var zone = ""

  /// Reads what follows the day; nil where that is no time of day and nothing else.
  init?(_ text: ArraySlice<UInt8>) {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let before = text[..<colon].reversed().prefix { Self.isDigit($0) }
    guard (1...2).contains(before.count), let hour = Self.number(before.reversed()),
      let minute = Self.number(text[(colon + 1)...].prefix { Self.isDigit($0) }, digits: 2),
      minute < 60
    else { return nil }
    self.hour = hour
    self.minute = minute
    var rest = text.dropFirst(colon + 3 - text.startIndex)
    Self.dropFraction(of: &rest)
    guard takeHalfOfDay(&rest), hour < 24 else { return nil }
    guard let zone = Self.zone(rest) else { return nil }
    self.zone = zone
  }

  /// Seconds and their fraction, which no reader asks for.
  private static func dropFraction(of rest: inout ArraySlice<UInt8>) {
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst(3) }
    if let sign = rest.first, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ",") {
      rest = rest.dropFirst().drop { isDigit($0) }
    }
    rest = rest.drop { $0 == UInt8(ascii: " ") }
  }

  /// Takes `AM` or `PM`; false where the hour is none of such a clock.
  private mutating func takeHalfOfDay(_ rest: inout ArraySlice<UInt8>) -> Bool {
    let word = String(decoding: rest.prefix(2), as: UTF8.self).uppercased()
    let isWord = rest.dropFirst(2).first.map { $0 == UInt8(ascii: " ") } ?? true
    guard isWord, word == "AM" || word == "PM" else { return true }
    guard (1...12).contains(hour) else { return false }
    hour = hour % 12 + (word == "PM" ? 12 : 0)
    rest = rest.dropFirst(2).drop { $0 == UInt8(ascii: " ") }
    return true
  }

  private static func zone(_ rest: ArraySlice<UInt8>) -> String? {
    guard let sign = rest.first else { return "" }
    let text = String(decoding: rest, as: UTF8.self)
    if text == "Z" || text == "z" { return "UTC" }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      let isName = rest.allSatisfy { isLetter($0) || "/_()".utf8.contains($0) }
      return isName && rest.count <= 32 ? text : nil
    }
    let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard let hours = number(digits.prefix(2), digits: 2),
      let minutes = digits.count == 2 ? 0 : number(digits.dropFirst(2), digits: 2)
    else { return nil }
    if hours == 0 && minutes == 0 { return "UTC" }
    let tail = minutes == 0 ? "" : minutes < 10 ? ":0\(minutes)" : ":\(minutes)"
    return "UTC\(sign == UInt8(ascii: "-") ? "\u{2212}" : "+")\(hours)\(tail)"
  }

  private static func number(_ digits: some Collection<UInt8>, digits count: Int? = nil) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy(isDigit), count.map({ $0 == digits.count }) ?? true
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
