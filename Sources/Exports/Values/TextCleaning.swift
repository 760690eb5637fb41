/// Cleaning, which comes before any comparing (docs/exports.md).
enum TextCleaning {
  /// ASCII blanks and U+00A0 taken off both ends.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    guard let first = text.first, let last = text.last else { return text }
    if isBare(first, last) { return text }
    while true {
      if let first = text.first, isBlank(first) {
        text = text.dropFirst()
      } else if text.starts(with: [0xc2, 0xa0]) {
        text = text.dropFirst(2)
      } else if let last = text.last, isBlank(last) {
        text = text.dropLast()
      } else if text.count >= 2, text.suffix(2) == [0xc2, 0xa0] {
        text = text.dropLast(2)
      } else {
        return text
      }
    }
  }

  /// The same of a range of bytes, of which all but none need it.
  @inline(__always) static func trimmed(
    _ range: Range<Int>, of bytes: Span<UInt8>
  ) -> Range<Int> {
    if range.isEmpty { return range }
    return isBare(bytes[range.lowerBound], bytes[range.upperBound &- 1])
      ? range : trimmedEnds(range, of: bytes)
  }

  /// Whether a text of this first and this last byte surely has nothing to be taken off.
  @inline(__always) private static func isBare(_ first: UInt8, _ last: UInt8) -> Bool {
    first > 32 && first != 0xc2 && last > 32 && last != 0xa0
  }

  private static func trimmedEnds(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if isBlank(bytes[start]) {
        start &+= 1
      } else if bytes[start] == 0xc2, end &- start >= 2, bytes[start &+ 1] == 0xa0 {
        start &+= 2
      } else if isBlank(bytes[end &- 1]) {
        end &-= 1
      } else if bytes[end &- 1] == 0xa0, end &- start >= 2, bytes[end &- 2] == 0xc2 {
        end &-= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// Whether a text needs no repair, which is all but always so.
  static func isClean(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { (32...126).contains($0) }
  }

  /// Control characters become U+FFFD; characters that change the direction are removed, and
  /// then the flag is true.
  static func repaired(_ text: ArraySlice<UInt8>) -> (text: [UInt8], hadDirection: Bool) {
    var hadDirection = false
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0..<32, 0x7f...0x9f, 0x2028, 0x2029: scalars.append("\u{fffd}")
      case 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x061c: hadDirection = true
      default: scalars.append(scalar)
      }
    }
    return (Array(trimmed(Array(String(scalars).utf8)[...])), hadDirection)
  }

  /// An ASCII blank.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || (9...13).contains(byte)
  }
}
