/// Bytes of one export on their way: a tail that is not cut yet, and what was read after it.
///
/// Whoever reads fills in bytes from `count` on and raises `count`; the array is used again, so a
/// run allocates one for each thread that decodes.
package struct ExportBuffer: Sendable {
  /// More bytes than are in use; what lies behind `count` is left from before.
  package var bytes: [UInt8]
  /// How many bytes are in use.
  package var count = 0

  /// A buffer with room for pieces of a size.
  package init(pieceSize: Int) {
    bytes = Array(repeating: 0, count: pieceSize + 4_096)
  }

  /// Takes the bytes in use and makes room for a piece behind them.
  mutating func begin(with tail: [UInt8], room: Int) {
    let size = tail.count + room + 8
    if bytes.count < size { bytes = Array(repeating: 0, count: size) }
    bytes.replaceSubrange(0..<tail.count, with: tail)
    count = tail.count
  }

  /// Puts other bytes in the place of those from `start` on.
  mutating func replace(from start: Int, with decoded: [UInt8]) {
    let size = start + decoded.count + 8
    if bytes.count < size { bytes += Array(repeating: 0, count: size - bytes.count) }
    bytes.replaceSubrange(start..<start + decoded.count, with: decoded)
    count = start + decoded.count
  }
}
