internal import Licensing

/// The forms in which exports write counts.
enum WrittenCount {
  /// The highest count there may be.
  static let highest: Int64 = 999_999_999

  /// Decimal digits, also with a fraction of zeros (`5.0`), and in groups of three where a
  /// separator is known (`1,000`); nil for anything else.
  @inline(__always) static func count(_ bytes: Span<UInt8>, thousands: UInt8?) -> Int32? {
    digits(bytes, 0..<bytes.count) ?? written(bytes, thousands: thousands)
  }

  /// Decimal digits alone up to 999,999,999, the form nearly every export uses.
  @inline(__always) static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
    var count: Int64 = 0
    if range.isEmpty { return nil }
    for index in range {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { return nil }
      count = count &* 10 &+ Int64(digit)
      guard count <= highest else { return nil }
    }
    return Int32(truncatingIfNeeded: count)
  }

  private static func written(_ bytes: Span<UInt8>, thousands: UInt8?) -> Int32? {
    let text = bytes.array[...]
    if let thousands, let whole = ungrouped(text, thousands) { return whole }
    guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return nil }
    let fraction = text[(point + 1)...]
    guard !fraction.isEmpty, fraction.allSatisfy({ $0 == 48 }) else { return nil }
    // `1.000` may be one or a thousand, where no rule says what separates thousands.
    if thousands == nil, fraction.count == 3, ungrouped(text, UInt8(ascii: ".")) != nil,
      text.first != 48
    {
      return nil
    }
    return digits(bytes, 0..<point)
      ?? thousands.flatMap { ungrouped(text[..<point], $0) }
  }

  /// `1,000` and `12,345,678` as their digits say; nil where a group has no three.
  private static func ungrouped(_ text: ArraySlice<UInt8>, _ separator: UInt8) -> Int32? {
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    let joined = Array(groups.joined())
    return digits(joined.span, joined.indices)
  }

  /// Whether it is a count but for a separator of thousands: `1,000`, `1 000`, `1'000`.
  static func looksGrouped(_ bytes: [UInt8]) -> Bool {
    let separators = Set(bytes).subtracting(48...57)
    guard separators.count == 1, let separator = separators.first,
      ",.' ".utf8.contains(separator)
    else { return false }
    return ungrouped(bytes[...], separator) != nil
  }
}
