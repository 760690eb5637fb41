/// Comma-separated records (RFC 4180), byte by byte.
///
/// Line ends are CRLF, LF or CR. It knows no column names and no encodings: bytes are UTF-8. It
/// takes every record there can be, broken ones too, and is the one that says what a record is;
/// `CSVScanner` is faster, takes most, and must give the same.
struct CSVReader {
  private enum State {
    case fieldStart, unquoted, quoted, quoteInQuoted
  }

  /// The longest field that is kept, in bytes; the rest of a longer one is passed over.
  static let longestField = 65_536

  /// The most fields of a record that are kept: a line of 10 MB of commas costs no more.
  static let mostFields = 4_096

  /// The longest record that is read, in bytes; a longer one is rejected.
  static let longestRecord = 4 << 20

  /// The record that was read last: ranges of `bytes`.
  private(set) var record = Record()
  /// The bytes of all fields, quotes taken off.
  private(set) var bytes: [UInt8] = []
  /// Where each field was read, quotes and blanks included.
  private(set) var written: [Range<Int>] = []
  /// The line of the next record.
  private(set) var line: Int32
  /// Whether a line end ended the record that was read last, and not the end of the file.
  private(set) var hasLineEnd = false
  private let delimiter: UInt8
  private let longestRecord: Int
  private var state = State.fieldStart
  /// Where the field was read from, and where its bytes begin.
  private var sourceStart = 0
  private var fieldStart = 0
  private var fieldLine: Int32 = 1
  private var fieldColumn: Int32 = 1

  /// A reader of records whose first begins on a line.
  init(
    delimiter: UInt8, firstLine: Int32 = 1, longestRecord: Int = CSVReader.longestRecord
  ) {
    self.delimiter = delimiter
    self.longestRecord = longestRecord
    line = firstLine
  }

  /// Whether the record is an empty line or holds only delimiters and blanks.
  var isBlank: Bool {
    (record.fault == nil || record.fault == .tooManyFields)
      && bytes.allSatisfy(TextCleaning.isBlank)
  }

  /// Whether the file ends within quotes of the record.
  var isUnclosed: Bool { !hasLineEnd && state == .quoted }

  /// Reads the record that begins at `index`, its line end too; false at the end.
  mutating func next(in source: Span<UInt8>, at index: inout Int) -> Bool {
    guard index < source.count else { return false }
    begin(at: index)
    let start = index
    var lineStart = index
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        let end = index
        index += 1
        if byte == UInt8(ascii: "\r"), index < source.count, source[index] == UInt8(ascii: "\n") {
          index += 1
        }
        line &+= 1
        lineStart = index
        if state == .quoted {
          append(UInt8(ascii: "\n"))
          continue
        }
        hasLineEnd = true
        endField(at: end)
        break
      }
      index += 1
      take(byte, endingAt: index, column: Int32(clamping: index - lineStart + 1))
    }
    if !hasLineEnd { endField(at: index) }
    if index - start > longestRecord { record.fault = .recordTooLong }
    return true
  }

  private mutating func begin(at index: Int) {
    bytes.removeAll(keepingCapacity: true)
    written.removeAll(keepingCapacity: true)
    record.fields.removeAll(keepingCapacity: true)
    record.fieldCount = 0
    record.line = line
    record.fault = nil
    hasLineEnd = false
    startField(at: index, column: 1)
  }

  /// Takes a byte that is no line end; the next one is at an index and in a column.
  private mutating func take(_ byte: UInt8, endingAt index: Int, column: Int32) {
    switch state {
    case .quoted where byte == UInt8(ascii: "\""):
      state = .quoteInQuoted
    case .quoted:
      append(byte)
    case .fieldStart where byte == UInt8(ascii: "\""):
      state = .quoted
    case .quoteInQuoted where byte == UInt8(ascii: "\""):
      append(byte)
      state = .quoted
    case _ where byte == delimiter:
      endField(at: index - 1)
      startField(at: index, column: column)
    case .quoteInQuoted:
      record.fault = .textAfterQuote
    case .fieldStart, .unquoted:
      append(byte)
      state = .unquoted
    }
  }

  private mutating func append(_ byte: UInt8) {
    guard bytes.count - fieldStart < Self.longestField else {
      record.fault = .fieldTooLong
      return
    }
    if byte == 0 { record.fault = .nulByte }
    bytes.append(byte)
  }

  private mutating func startField(at index: Int, column: Int32) {
    sourceStart = index
    fieldStart = bytes.count
    fieldLine = line
    fieldColumn = column
    state = .fieldStart
  }

  private mutating func endField(at index: Int) {
    guard record.fieldCount < Self.mostFields else {
      record.fault = .tooManyFields
      return
    }
    record.fields.append(
      Record.Field(
        start: Int32(fieldStart), end: Int32(bytes.count), line: fieldLine, column: fieldColumn))
    written.append(sourceStart..<index)
    record.fieldCount += 1
  }
}
