internal import Licensing

/// Which number of `12/21/2026` is the month; without it such a date is an error, never a guess.
package enum DateOrder: String, CaseIterable, Sendable {
  case mdy, dmy
}

/// The forms in which exports write days (docs/exports.md).
enum DateDecoding {
  /// The day a text means, or nil for anything that is no real day from 1970 on.
  ///
  /// `2026-12-21`, `2026-Dec-21`, `21-Dec-2026`, `2026-12-21T23:59:59Z`, and with an order
  /// `12/21/2026`. The day is as written, whatever the offset.
  static func date(_ text: ArraySlice<UInt8>, order: DateOrder?) -> CalendarDate? {
    if text.contains(UInt8(ascii: "/")) {
      guard let order else { return nil }
      let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.count == 3, parts[2].count == 4, (1...2).contains(parts[0].count),
        (1...2).contains(parts[1].count), let first = number(parts[0]),
        let second = number(parts[1]), let year = number(parts[2])
      else { return nil }
      return order == .mdy
        ? CalendarDate(year: year, month: first, day: second)
        : CalendarDate(year: year, month: second, day: first)
    }
    if let separator = text.firstIndex(of: UInt8(ascii: "T")), text[..<separator].count == 10 {
      guard isTime(text[(separator + 1)...]) else { return nil }
      return dashed(text[..<separator])
    }
    return dashed(text)
  }

  /// `2026-12-21`, the form all but every export uses; nil for any other, which may be a day too.
  static func isoDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> CalendarDate? {
    guard range.count == 10 else { return nil }
    // Digits become their values, and the dashes 0.
    let front = bytes.word(at: range.lowerBound) ^ 0x2d30_302d_3030_3030
    let tens = bytes[range.upperBound &- 2] &- 48
    let ones = bytes[range.upperBound &- 1] &- 48
    let isBad =
      ((front &+ 0x7676_7676_7676_7676) | front) & 0x8080_8080_8080_8080
      | front & 0xff00_00ff_0000_0000
    guard isBad == 0, tens <= 9, ones <= 9 else { return nil }
    func digit(_ place: UInt64) -> Int { Int(front >> (place &* 8) & 0xff) }
    return CalendarDate(
      year: digit(0) &* 1_000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3),
      month: digit(5) &* 10 &+ digit(6), day: Int(tens) &* 10 &+ Int(ones))
  }

  private static func dashed(_ text: ArraySlice<UInt8>) -> CalendarDate? {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4 || parts[2].count == 4 else { return nil }
    let isYearFirst = parts[0].count == 4
    let (yearPart, dayPart) = isYearFirst ? (parts[0], parts[2]) : (parts[2], parts[0])
    guard let year = number(yearPart), dayPart.count == 2, let day = number(dayPart) else {
      return nil
    }
    if parts[1].count == 3 {
      return monthByName(parts[1]).flatMap { CalendarDate(year: year, month: $0, day: day) }
    }
    guard isYearFirst, parts[1].count == 2, let month = number(parts[1]) else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// `23:59:59` with or without fraction, `Z` or an offset.
  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    guard take(2, &rest, upTo: 24), takeByte(":", &rest), take(2, &rest, upTo: 59),
      takeByte(":", &rest), take(2, &rest, upTo: 60)
    else { return false }
    if takeByte(".", &rest) || takeByte(",", &rest) {
      let digits = rest.prefix { isDigit($0) }.count
      guard digits > 0 else { return false }
      rest = rest.dropFirst(digits)
    }
    if rest.isEmpty || takeByte("Z", &rest) || takeByte("z", &rest) { return rest.isEmpty }
    guard takeByte("+", &rest) || takeByte("-", &rest), take(2, &rest, upTo: 23) else {
      return false
    }
    _ = takeByte(":", &rest)
    return rest.isEmpty || (take(2, &rest, upTo: 59) && rest.isEmpty)
  }

  private static func take(_ count: Int, _ rest: inout ArraySlice<UInt8>, upTo: Int) -> Bool {
    guard rest.count >= count, let value = number(rest.prefix(count)), value <= upTo else {
      return false
    }
    rest = rest.dropFirst(count)
    return true
  }

  private static func takeByte(_ byte: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func monthByName(_ name: ArraySlice<UInt8>) -> Int? {
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return months.firstIndex(of: String(decoding: name, as: UTF8.self).lowercasedASCII)
      .map { $0 + 1 }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
