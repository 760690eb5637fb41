internal import Licensing

/// The bytes of a field of the record before, and the text they are.
///
/// They are bytes of the part at hand: whoever moves them, or decodes others, forgets them first or
/// decodes with `isInPart` false. Without it a build takes 1.2 % more, one without pages 2.2 %.
struct RememberedText {
  var start: Int32 = 0
  var length: Int32 = -1
  var text = TextID.empty
  var hasDoubledQuotes = false
}

/// Cleaned fields. Whatever is compared, judged or kept of a record comes from here.
extension RowDecoder {
  /// The field's text; empty where there is none.
  ///
  /// Exports come sorted, so most fields have the bytes of the record before, and then one
  /// comparison is all it takes.
  @inline(__always) mutating func text(_ column: Column, _ bytes: Span<UInt8>) -> TextID {
    guard let index = layout.index(of: column) else {
      return column == .virtualAccount ? constantVirtualAccount : .empty
    }
    return text(ofField: index, column, bytes)
  }

  /// The text of a field, by its index.
  mutating func text(ofField index: Int, _ column: Column, _ bytes: Span<UInt8>) -> TextID {
    let field = record.fields[index]
    let length = field.end &- field.start
    if length == 0 { return .empty }
    guard isInPart else { return insert(column, index, bytes).text }
    let last = remembered[index]
    if last.length == length, last.hasDoubledQuotes == field.hasDoubledQuotes,
      last.start == field.start
        || bytes.isEqual(at: Int(last.start), to: bytes, at: Int(field.start), Int(length))
    {
      return last.text
    }
    let (text, isSound) = insert(column, index, bytes)
    guard isSound else { return text }
    remembered[index] = RememberedText(
      start: field.start, length: length, text: text, hasDoubledQuotes: field.hasDoubledQuotes)
    return text
  }

  /// The field as a string.
  mutating func string(_ column: Column, _ bytes: Span<UInt8>) -> String {
    withField(column, bytes) { String(decoding: $0.array, as: UTF8.self) }
  }

  /// Whether the field is empty or missing.
  mutating func isEmpty(_ column: Column, _ bytes: Span<UInt8>) -> Bool {
    withField(column, bytes) { $0.isEmpty }
  }

  /// Asks something of the field's cleaned bytes, of none where there is no field.
  ///
  /// Nearly every field is clean as it is written, and then nothing is copied.
  @inline(__always) mutating func withField<Answer>(
    _ column: Column, _ bytes: Span<UInt8>, _ ask: (Span<UInt8>) -> Answer
  ) -> Answer {
    guard let index = layout.index(of: column) else {
      return ask(bytes.extracting(0..<0))
    }
    if record.isPlain, !record.fields[index].hasDoubledQuotes {
      let range = TextCleaning.trimmed(record.fields[index].range, of: bytes)
      let field = bytes.extracting(range)
      if !record.mayHaveBlankRuns || !field.hasBlankRun { return ask(field) }
    }
    let cleaned = cleaned(column, index, bytes).text
    return ask(cleaned.span)
  }

  /// The field's text, new or known; not sound where it was reported.
  private mutating func insert(
    _ column: Column, _ index: Int, _ bytes: Span<UInt8>
  ) -> (text: TextID, isSound: Bool) {
    if record.isPlain, !record.fields[index].hasDoubledQuotes {
      let range = TextCleaning.trimmed(record.fields[index].range, of: bytes)
      if !record.mayHaveBlankRuns || !bytes.extracting(range).hasBlankRun {
        return (rows.texts.insert(bytes, at: range), true)
      }
    }
    let (text, isSound) = cleaned(column, index, bytes)
    return (rows.texts.insert(text.span), isSound)
  }

  /// The field's bytes, cleaned; not sound where something was removed, which is reported once.
  private mutating func cleaned(
    _ column: Column, _ index: Int, _ bytes: Span<UInt8>
  ) -> (text: [UInt8], isSound: Bool) {
    let field = record.fields[index]
    let bytes = bytes.extracting(field.range)
    let written = field.hasDoubledQuotes ? bytes.undoubled : bytes.array
    let (text, hadDirection) = TextCleaning.repaired(written[...])
    let bit: UInt64 = 1 << UInt64(column.rawValue)
    if hadDirection, reportedColumns & bit == 0 {
      reportedColumns |= isSilent ? 0 : bit
      warning(
        "direction-removed", "characters that change the writing direction were removed",
        value: String(decoding: text, as: UTF8.self), at: location(ofField: index))
    }
    return (text, !hadDirection)
  }
}
