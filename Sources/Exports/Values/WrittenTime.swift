internal import Licensing

/// The time of the day that may follow a day: with or without seconds, fraction, AM or PM, zone.
///
///     23:59   23:59:59.123Z   11:59 PM   01:07:36 +02:00   16:05 UTC
///     00:00:00 GMT+0100 (Central European Time)   00:00:00+01:00[Europe/Paris]
enum WrittenTime {
  /// Whether a text is one; nothing asks which, for the day is as written.
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while rest.first == 32 { rest = rest.dropFirst() }
    guard let hour = takeNumber(&rest, 1...2, upTo: 24), take(":", &rest),
      takeNumber(&rest, 2...2, upTo: 59) != nil
    else { return false }
    if take(":", &rest) {
      guard takeNumber(&rest, 2...2, upTo: 60) != nil else { return false }
      if take(".", &rest) || take(",", &rest) {
        let digits = rest.prefix { (48...57).contains($0) }.count
        guard digits > 0 else { return false }
        rest = rest.dropFirst(digits)
      }
    }
    while rest.first == 32 { rest = rest.dropFirst() }
    if takeHalf(&rest) {
      guard (1...12).contains(hour) else { return false }
      while rest.first == 32 { rest = rest.dropFirst() }
    }
    return isZone(rest)
  }

  /// AM or PM, with or without dots.
  private static func takeHalf(_ rest: inout ArraySlice<UInt8>) -> Bool {
    for form in ["a.m.", "p.m.", "am", "pm"] where rest.count >= form.utf8.count {
      let start = rest.prefix(form.utf8.count)
      guard start.elementsEqual(form.utf8, by: { $0 | 32 == $1 | 32 }) else { continue }
      rest = rest.dropFirst(form.utf8.count)
      return true
    }
    return false
  }

  /// Nothing, a word (`Z`, `UTC`, `CEST`), an offset (`+02:00`, `-0800`, `+1`), or a word with one;
  /// the zone's full name may follow in brackets.
  private static func isZone(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = withoutName(text)
    let letters = rest.prefix { (97...122).contains($0 | 32) }.count
    guard letters <= 5 else { return false }
    rest = rest.dropFirst(letters)
    if letters > 0, rest.first == 32 { rest = rest.dropFirst() }
    if rest.isEmpty { return true }
    guard take("+", &rest) || take("-", &rest), takeNumber(&rest, 1...2, upTo: 23) != nil else {
      return false
    }
    if rest.isEmpty { return true }
    _ = take(":", &rest)
    return takeNumber(&rest, 2...2, upTo: 59) != nil && rest.isEmpty
  }

  /// A zone without its full name in brackets.
  private static func withoutName(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let brackets: [UInt8: UInt8] = [41: 40, 93: 91]
    guard let last = text.last, let open = brackets[last], let start = text.firstIndex(of: open)
    else { return text }
    let end = text[..<start].last == 32 ? start - 1 : start
    return text[..<end]
  }

  /// What XML writes behind a day: `Z` or an offset with hours and minutes.
  static func isZoneOfDay(_ text: ArraySlice<UInt8>) -> Bool {
    if text.elementsEqual("Z".utf8) { return true }
    return text.count == 6 && "+-".utf8.contains(text[text.startIndex]) && isZone(text)
  }

  /// Takes the next digits, `count` of them, as a number up to a limit.
  private static func takeNumber(
    _ rest: inout ArraySlice<UInt8>, _ lengths: ClosedRange<Int>, upTo limit: Int
  ) -> Int? {
    let digits = rest.prefix(lengths.upperBound).prefix { (48...57).contains($0) }
    guard lengths.contains(digits.count), let number = WrittenDate.number(digits),
      number <= limit
    else { return nil }
    rest = rest.dropFirst(digits.count)
    return number
  }

  private static func take(_ byte: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
