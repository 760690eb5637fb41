/// A record of an export: fields as ranges of bytes that whoever decodes it has at hand.
struct Record {
  /// Where a field is: its bytes, its line and column (from 1, in bytes) in the file.
  struct Field {
    var start: Int32 = 0
    var end: Int32 = 0
    var line: Int32 = 1
    var column: Int32 = 1
    /// Each quote of the text is doubled in the bytes.
    var hasDoubledQuotes = false

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// What makes a record unusable.
  enum Fault {
    case fieldTooLong, nulByte, textAfterQuote, tooManyFields, recordTooLong
  }

  /// The first `fieldCount` are the record's; more may lie behind them, left from before.
  var fields: [Field] = []
  var fieldCount = 0
  /// The line the record begins on, from 1.
  var line: Int32 = 1
  /// The column the record is named by: 1, in XML where the start tag ends.
  var column: Int32 = 1
  /// Why the record cannot be used, whatever its fields say.
  var fault: Fault?
  /// All bytes are printable ASCII: valid UTF-8, and no text has characters to be repaired.
  var isPlain = false
  /// Two blanks may be side by side in it, which texts have as one.
  var mayHaveBlankRuns = true

  /// Whether the record holds only delimiters and blanks after its first `first` fields.
  func isBlank(_ bytes: Span<UInt8>, after first: Int = 0) -> Bool {
    var field = first
    while field < fieldCount {
      for index in fields[field].range where !TextCleaning.isBlank(bytes[index]) { return false }
      field &+= 1
    }
    return true
  }
}
