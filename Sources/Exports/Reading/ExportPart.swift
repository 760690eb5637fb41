package import Licensing

/// Bytes of one export on their way: a tail that is not cut yet, and what was read behind it.
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

/// Whole records of one export, which can be decoded apart from the others.
///
/// The records lie in the buffer it was cut from, which must not change before they are decoded.
package struct ExportPart: Sendable {
  let format: ExportFormat
  /// Where the records lie in the buffer.
  let records: Range<Int>
  /// A record before them that was too long to wait for its end, as far as it was read.
  var long: LongRecord?
  /// Of XML: what is decoded in the place of records.
  var elements: XMLEvents?
}

/// A record that was read byte by byte while it came, so that its bytes need not be kept.
struct LongRecord: Sendable {
  var reader: CSVReader
  /// Its line end was found; else the file ends within it.
  var isWhole = false
}

/// What decoding needs to know of a file beside its records.
struct ExportFormat: Sendable {
  let file: Int32
  let layout: ColumnLayout
  let delimiter: UInt8
  let accountFolder: String?
  let dateOrder: DateOrder?
  var shard: Shard?
}

/// A part's rows; their lines count from 0 at the part's beginning.
package struct DecodedPart: Sendable {
  /// Its texts are in the decoder's table.
  package var rows: ExportRows
  /// How many lines the part takes.
  package var lines: Int32
}
