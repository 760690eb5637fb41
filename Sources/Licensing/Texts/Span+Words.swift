/// Bytes eight at a time.
///
/// A slice of a known length lets the compiler fold eight checked loads into one, which makes a
/// word cost one load and three comparisons, and needs no unchecked access.
extension Span<UInt8> {
  /// The eight bytes from `index` on, the first in the lowest bits.
  @inlinable @inline(__always) package func word(at index: Int) -> UInt64 {
    let eight = extracting(index..<index &+ 8)
    var word: UInt64 = 0
    for byte in 0..<8 { word |= UInt64(eight[byte]) << UInt64(byte &* 8) }
    return word
  }

  /// The `length` (under eight) bytes from `index` on, the first in the lowest bits.
  @inlinable @inline(__always) package func partialWord(at index: Int, _ length: Int) -> UInt64 {
    if index &+ 8 <= count {
      return word(at: index) & ((1 << UInt64(length &* 8)) &- 1)
    }
    var word: UInt64 = 0
    for byte in 0..<length { word |= UInt64(self[index &+ byte]) << UInt64(byte &* 8) }
    return word
  }

  /// The next eight bytes, or the `length` that there are, the first in the lowest bits.
  @inlinable @inline(__always) package func upToEight(at index: Int, _ length: Int) -> UInt64 {
    length >= 8 ? word(at: index) : partialWord(at: index, length)
  }

  /// Whether the `length` bytes from one index on are those of another span from its own index on.
  @inlinable @inline(__always) package func isEqual(
    at index: Int, to other: Span<UInt8>, at otherIndex: Int, _ length: Int
  ) -> Bool {
    var offset = 0
    while offset &+ 8 <= length {
      if word(at: index &+ offset) != other.word(at: otherIndex &+ offset) { return false }
      offset &+= 8
    }
    let rest = length &- offset
    return rest == 0
      || partialWord(at: index &+ offset, rest) == other.partialWord(at: otherIndex &+ offset, rest)
  }
}

extension UInt64 {
  /// Eight bytes with ASCII capitals as small letters.
  @inline(__always) var foldedASCII: UInt64 {
    let low = self & 0x7f7f_7f7f_7f7f_7f7f
    // The highest bit of each byte: whether it is at least 'A', and whether it is past 'Z'.
    let fromA = low &+ 0x3f3f_3f3f_3f3f_3f3f
    let pastZ = low &+ 0x2525_2525_2525_2525
    let isCapital = (fromA ^ pastZ) & ~self & 0x8080_8080_8080_8080
    return self | isCapital >> 2
  }
}
