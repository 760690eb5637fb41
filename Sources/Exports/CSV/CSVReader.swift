/// Comma-separated records (RFC 4180), byte by byte, from pieces of any size.
///
/// Line ends are CRLF, LF or CR. It knows no column names and no encodings: bytes are UTF-8. It
/// takes every record there can be, broken ones too; `CSVScanner` is faster and takes most.
struct CSVReader {
  private enum State {
    case fieldStart, unquoted, quoted, quoteInQuoted
  }

  /// The longest field that is kept, in bytes; the rest of a longer one is passed over.
  static let longestField = 65_536

  /// The most fields of a record that are kept: a line of 10 MB of commas costs no more.
  static let mostFields = 4_096

  /// The record that was completed last: ranges of `bytes`.
  private(set) var record = Record()
  /// The bytes of all fields, quotes taken off.
  private(set) var bytes: [UInt8] = []
  /// The line of the next byte.
  private(set) var line: Int32
  private let delimiter: UInt8
  private var state = State.fieldStart
  private var column: Int32 = 1
  private var fieldLine: Int32
  private var fieldColumn: Int32 = 1
  private var fieldStart = 0
  private var isFresh = true
  private var endedInCR = false

  /// A reader of records whose first begins on a line.
  init(delimiter: UInt8, firstLine: Int32) {
    self.delimiter = delimiter
    line = firstLine
    fieldLine = firstLine
  }

  /// Whether the record is an empty line or holds only delimiters and blanks.
  var isBlank: Bool {
    (record.fault == nil || record.fault == .tooManyFields)
      && bytes.allSatisfy(TextCleaning.isBlank)
  }

  /// Whether the last byte read lies within quotes.
  var isInQuotes: Bool { state == .quoted }

  /// Reads on from `index`; true when `record` is complete, false when the piece is used up.
  mutating func next(in piece: Span<UInt8>, at index: inout Int) -> Bool {
    if isFresh { begin() }
    while index < piece.count {
      let byte = piece[index]
      index += 1
      if endedInCR {
        endedInCR = false
        if byte == UInt8(ascii: "\n") { continue }
      }
      if take(byte) { return true }
    }
    return false
  }

  /// Completes a last record without a line end; false where there is none.
  mutating func finish() -> Bool {
    if isFresh { return false }
    if state == .fieldStart && record.fields.isEmpty { return false }
    endField()
    isFresh = true
    return true
  }

  private mutating func begin() {
    isFresh = false
    state = .fieldStart
    bytes.removeAll(keepingCapacity: true)
    record.fields.removeAll(keepingCapacity: true)
    record.fieldCount = 0
    record.line = line
    record.fault = nil
    startField()
  }

  /// Takes one byte; true when it ends the record.
  private mutating func take(_ byte: UInt8) -> Bool {
    column += 1
    let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    if isLineEnd {
      line += 1
      column = 1
      endedInCR = byte == UInt8(ascii: "\r")
    }
    switch state {
    case .quoted where byte == UInt8(ascii: "\""):
      state = .quoteInQuoted
    case .quoted:
      append(isLineEnd ? UInt8(ascii: "\n") : byte)
    case .fieldStart where byte == UInt8(ascii: "\""):
      state = .quoted
    case .quoteInQuoted where byte == UInt8(ascii: "\""):
      append(byte)
      state = .quoted
    case _ where byte == delimiter:
      endField()
      startField()
    case _ where isLineEnd:
      endField()
      isFresh = true
      return true
    case .quoteInQuoted:
      record.fault = .textAfterQuote
    case .fieldStart, .unquoted:
      append(byte)
      state = .unquoted
    }
    return false
  }

  private mutating func append(_ byte: UInt8) {
    guard bytes.count - fieldStart < Self.longestField else {
      record.fault = .fieldTooLong
      return
    }
    if byte == 0 { record.fault = .nulByte }
    bytes.append(byte)
  }

  private mutating func startField() {
    fieldStart = bytes.count
    fieldLine = line
    fieldColumn = column
    state = .fieldStart
  }

  private mutating func endField() {
    guard record.fieldCount < Self.mostFields else {
      record.fault = .tooManyFields
      return
    }
    record.fields.append(
      Record.Field(
        start: Int32(fieldStart), end: Int32(bytes.count), line: fieldLine, column: fieldColumn))
    record.fieldCount += 1
  }
}
