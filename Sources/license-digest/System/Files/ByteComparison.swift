internal import Glibc

/// Comparing of many bytes in one call.
enum ByteComparison {
  /// Whether the bytes from an index on begin with those of another list.
  static func isEqual(_ bytes: [UInt8], from index: Int, to other: [UInt8]) -> Bool {
    guard index >= 0, index <= bytes.count, bytes.count - index >= other.count else { return false }
    if other.isEmpty { return true }
    return unsafe bytes.withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        guard let one = left.baseAddress, let two = right.baseAddress else { return false }
        return unsafe memcmp(one.advanced(by: index), two, right.count) == 0
      }
    }
  }

  /// Whether the bytes of another list occur in a list.
  static func contains(_ bytes: [UInt8], _ other: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0] == other.first && isEqual(bytes, from: $0, to: other) }
  }
}
