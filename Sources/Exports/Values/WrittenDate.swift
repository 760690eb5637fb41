internal import Licensing

/// Which number of `03/04/2026` is the month; without it such a date is an error, never a guess.
package enum DateOrder: String, CaseIterable, Sendable {
  case mdy, dmy
}

/// The forms in which exports write days: whatever names one day only.
///
///     2026-12-21  2026/12/21  2026.12.21  20261221      the year first
///     21-Dec-2026  Dec 21, 2026  21 December 2026  2026-Dec-21     the month as a word
///     21.12.2026                                         dots: the day first
///     12/21/2026  21-12-2026                             by the order, or where only one is a day
///     2026-12-21Z  2026-12-21+02:00                      XML's own, with a zone
///     Mon, 21 Dec 2026  Monday, December 21st, 2026      a day of the week that is right
///
/// A time may follow after `T` or a blank; the day is as written, whatever the zone. It may also
/// come before the year, as in `Mon Dec 21 16:05:00 UTC 2026`.
enum WrittenDate {
  /// No form of a day and its time takes more bytes.
  private static let longest = 80

  /// The day a text means; nil for anything that names none, or more than one.
  static func date(_ bytes: Span<UInt8>, order: DateOrder?) -> CalendarDate? {
    if let date = iso(bytes, 0..<bytes.count) { return date }
    guard (8...longest).contains(bytes.count) else { return nil }
    let text = bytes.array[...]
    if let date = day(text, order) { return date }
    if text.count > 10, let date = iso(bytes, 0..<10), WrittenTime.isZoneOfDay(text[10...]) {
      return date
    }
    // The day is what is before a time.
    for index in text.indices.dropFirst(7) where [32, 84, 116].contains(text[index]) {
      if WrittenTime.isTime(text[(index + 1)...]), let date = day(text[..<index], order) {
        return date
      }
    }
    return timeBeforeYear(text)
  }

  /// `2026-12-21`, the form nearly every export uses; nil for any other, which may be a day too.
  @inline(__always) static func iso(_ bytes: Span<UInt8>, _ range: Range<Int>) -> CalendarDate? {
    guard range.count == 10 else { return nil }
    // Digits become their values, and the dashes 0.
    let front = bytes.word(at: range.lowerBound) ^ 0x2d30_302d_3030_3030
    let tens = bytes[range.upperBound &- 2] &- 48
    let ones = bytes[range.upperBound &- 1] &- 48
    let isBad =
      ((front &+ 0x7676_7676_7676_7676) | front) & 0x8080_8080_8080_8080
      | front & 0xff00_00ff_0000_0000
    guard isBad == 0, tens <= 9, ones <= 9 else { return nil }
    func digit(_ position: UInt64) -> Int { Int(front >> (position &* 8) & 0xff) }
    return CalendarDate(
      year: digit(0) &* 1_000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3),
      month: digit(5) &* 10 &+ digit(6), day: Int(tens) &* 10 &+ Int(ones))
  }

  /// Whether the text is a day under one order and another day under the other, so that only the
  /// configuration can say which.
  static func needsOrder(_ bytes: Span<UInt8>) -> Bool {
    let (first, second) = (date(bytes, order: .mdy), date(bytes, order: .dmy))
    return first != nil && second != nil && first != second
  }

  private static func day(_ text: ArraySlice<UInt8>, _ order: DateOrder?) -> CalendarDate? {
    if text.count == 8, let number = number(text) {
      return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
    let separators = Set(text.filter { "-/.".utf8.contains($0) })
    if separators.count == 1, let separator = separators.first {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      if parts.count == 3, parts.allSatisfy({ number($0) != nil }) {
        return numeric(parts, separator, order)
      }
    }
    return worded(text)
  }

  private static func numeric(
    _ parts: [ArraySlice<UInt8>], _ separator: UInt8, _ order: DateOrder?
  ) -> CalendarDate? {
    let numbers = parts.compactMap(number)
    if parts[0].count == 4 {
      guard parts[1].count <= 2, parts[2].count <= 2 else { return nil }
      return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
    }
    guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2 else { return nil }
    let dayFirst = CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0])
    if separator == UInt8(ascii: ".") { return dayFirst }
    let monthFirst = CalendarDate(year: numbers[2], month: numbers[0], day: numbers[1])
    switch order {
    case .dmy: return dayFirst ?? monthFirst
    case .mdy: return monthFirst ?? dayFirst
    case nil:
      guard let dayFirst, let monthFirst else { return dayFirst ?? monthFirst }
      return dayFirst == monthFirst ? dayFirst : nil
    }
  }

  /// A day of one or two digits, a year of four and a month's name, in any order; a day of the week
  /// beside them is the right one.
  private static func worded(_ text: ArraySlice<UInt8>) -> CalendarDate? {
    let parts = text.split { byte in byte == 32 || "-/.,".utf8.contains(byte) }
    guard (3...4).contains(parts.count), let first = text.first, let last = text.last,
      isLetterOrDigit(first), isLetterOrDigit(last)
    else { return nil }
    var (year, month, day, weekday): (Int?, Int?, Int?, Int?)
    for part in parts {
      if part.count == 4, let number = number(part) {
        guard year == nil else { return nil }
        year = number
      } else if let number = dayOfMonth(part) {
        guard day == nil else { return nil }
        day = number
      } else if let number = index(of: part, in: months) {
        guard month == nil else { return nil }
        month = number + 1
      } else {
        guard weekday == nil, let number = index(of: part, in: weekdays) else { return nil }
        weekday = number
      }
    }
    guard let year, let month, let day,
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    return weekday == nil || weekday == date.weekday ? date : nil
  }

  /// `Dec 21 16:05:00 UTC 2026`: the year last, behind a time.
  private static func timeBeforeYear(_ text: ArraySlice<UInt8>) -> CalendarDate? {
    guard let end = text.lastIndex(of: 32), text.endIndex - end == 5,
      let colon = text.firstIndex(of: 58), let start = text[..<colon].lastIndex(of: 32),
      start < end, WrittenTime.isTime(text[(start + 1)..<end])
    else { return nil }
    return worded((text[..<start] + text[end...])[...])
  }

  /// One or two digits, with or without the ordinal ending: `1st`, `22nd`.
  private static func dayOfMonth(_ part: ArraySlice<UInt8>) -> Int? {
    let digits = part.prefix { (48...57).contains($0) }
    guard (1...2).contains(digits.count), let number = number(digits) else { return nil }
    let ending = String(decoding: part[digits.endIndex...], as: UTF8.self).lowercasedASCII
    if ending.isEmpty { return number }
    let right =
      (11...13).contains(number) ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return ending == right ? number : nil
  }

  private static let months = [
    ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"],
    ["june", "jun"], ["july", "jul"], ["august", "aug"], ["september", "sep", "sept"],
    ["october", "oct"], ["november", "nov"], ["december", "dec"],
  ]
  private static let weekdays = [
    ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"],
    ["thursday", "thu", "thur", "thurs"], ["friday", "fri"], ["saturday", "sat"],
    ["sunday", "sun"],
  ]

  private static func index(of name: ArraySlice<UInt8>, in names: [[String]]) -> Int? {
    let name = String(decoding: name, as: UTF8.self).lowercasedASCII
    return names.firstIndex { $0.contains(name) }
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...8).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 32)
  }
}
