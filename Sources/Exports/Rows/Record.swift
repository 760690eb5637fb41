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
  /// Where it begins among the bytes.
  private var start = 0
  /// How many of its first fields have the bytes they had in the record before.
  private(set) var keptCount = 0
  /// Its texts are remembered, so that the next record may keep its first fields.
  var isRemembered = false

  /// Forgets the record before, which was another file's.
  mutating func forgetRecordBefore() {
    (isRemembered, keptCount, mayHaveBlankRuns) = (false, 0, true)
  }

  /// Whether the record holds only delimiters and blanks after its first `first` fields.
  func isBlank(_ bytes: Span<UInt8>, after first: Int = 0) -> Bool {
    var field = first
    while field < fieldCount {
      for index in fields[field].range where !TextCleaning.isBlank(bytes[index]) { return false }
      field &+= 1
    }
    return true
  }

  /// Begins a record at `start`, and keeps the first fields of the one before where their bytes
  /// are the same again; gives where the field after them begins.
  ///
  /// Exports come sorted, so half of a record is as a rule that of the record before, and need
  /// not be read again.
  mutating func keepFields(
    _ bytes: Span<UInt8>, at start: Int, upTo end: Int, _ line: Int32, _ delimiter: UInt8
  ) -> Int {
    let before = self.start
    self.start = start
    self.line = line
    keptCount = 0
    guard isRemembered else { return start }
    isRemembered = false
    let last = fieldCount &- 1
    // Not beyond the fields that may be kept: where a file repeats one record, all of it is equal.
    let most = Int(fields[last].end) &- before &+ 2
    let length = bytes.commonLength(at: before, and: start, min(end &- start, most))
    let shift = Int32(truncatingIfNeeded: start &- before)
    var fields = fields.mutableSpan
    var kept = 0
    var next = start
    // A field is kept with what ends it: a delimiter, or a quote and a delimiter.
    while kept < last, Int(fields[kept].end) &- before &+ 1 < length {
      fields[kept].start &+= shift
      fields[kept].end &+= shift
      fields[kept].line = line
      let stop = Int(fields[kept].end)
      next = bytes[stop] == delimiter ? stop &+ 1 : stop &+ 2
      kept &+= 1
    }
    keptCount = kept
    return next
  }
}
