package import Licensing

/// Whole records of one export, which can be decoded apart from the others.
///
/// The records lie in the buffer it was cut from, which must not change before they are decoded.
package struct ExportPart: Sendable {
  let format: ExportFormat
  /// Where the records lie in the buffer.
  let records: Range<Int>
  /// The file ends with these records, the last of which may be cut short.
  var isLast = false
  /// A record before them that was too long to be kept.
  var long: LongRecord?
  /// Of XML: what is decoded in the place of records.
  var elements: XMLEvents?
}

/// A record longer than may be: of its bytes only the lines were counted.
struct LongRecord: Sendable {
  var lines: Int32
  /// The file ends within quotes of it.
  var isUnclosed = false
}

/// What decoding needs to know of a file beside its records.
struct ExportFormat: Sendable {
  let file: Int32
  let layout: ColumnLayout
  let delimiter: UInt8
  let accountFolder: String?
  let options: ExportOptions
  /// The longest record that is read, in bytes.
  var longestRecord = CSVReader.longestRecord
}

/// A part's rows; their lines count from 0 at the part's beginning.
package struct DecodedPart: Sendable {
  /// Its texts are in the decoder's table.
  package var rows: ExportRows
  /// How many lines the part takes.
  package var lines: Int32
}
