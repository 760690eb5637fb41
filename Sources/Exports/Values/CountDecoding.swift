/// The one form in which exports write counts.
enum CountDecoding {
  /// Decimal digits up to 999,999,999; nil for anything else.
  static func count(_ bytes: Span<UInt8>, _ digits: Range<Int>) -> Int32? {
    var count: Int64 = 0
    for index in digits {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { return nil }
      count = count &* 10 &+ Int64(digit)
      guard count <= 999_999_999 else { return nil }
    }
    return Int32(truncatingIfNeeded: count)
  }
}
