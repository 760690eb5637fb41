internal import Licensing

/// The bytes of a field of the record before, and the text they are.
struct RememberedText {
  var start: Int32 = 0
  var length: Int32 = -1
  var text = TextID.empty
  var hasDoubledQuotes = false
}

extension FieldDecoding {
  /// The field's text, cleaned; empty where there is none.
  ///
  /// Exports come sorted, so most fields have the bytes of the record before, and then one
  /// comparison is all it takes.
  mutating func text(_ column: Column, _ bytes: Span<UInt8>) -> TextID {
    guard let place = layout.place(of: column) else { return .empty }
    let field = record.fields[place]
    let length = field.end &- field.start
    if length == 0 { return .empty }
    guard isInPart else { return insert(column, place, bytes).text }
    let last = remembered[place]
    if place < record.keptCount { return last.text }
    if last.length == length, last.hasDoubledQuotes == field.hasDoubledQuotes,
      last.start == field.start
        || bytes.isEqual(at: Int(last.start), to: bytes, at: Int(field.start), Int(length))
    {
      return last.text
    }
    let (text, isSound) = insert(column, place, bytes)
    guard isSound else { return text }
    remembered[place] = RememberedText(
      start: field.start, length: length, text: text, hasDoubledQuotes: field.hasDoubledQuotes)
    return text
  }

  /// The field's text, new or known; not sound where it was reported.
  private mutating func insert(
    _ column: Column, _ place: Int, _ bytes: Span<UInt8>
  ) -> (text: TextID, isSound: Bool) {
    let field = record.fields[place]
    guard record.isPlain else {
      let (text, isSound) = cleaned(column, place, bytes)
      return (rows.texts.insert(text.span), isSound)
    }
    guard field.hasDoubledQuotes else {
      let range = TextCleaning.trimmed(field.range, of: bytes)
      return (rows.texts.insert(bytes, at: range), true)
    }
    let undoubled = bytes.extracting(field.range).undoubled
    let range = TextCleaning.trimmed(undoubled.indices, of: undoubled.span)
    return (rows.texts.insert(undoubled.span, at: range), true)
  }

  /// The field's bytes, cleaned; not sound where something was removed, which is reported.
  mutating func cleaned(
    _ column: Column, _ place: Int, _ bytes: Span<UInt8>
  ) -> (text: ArraySlice<UInt8>, isSound: Bool) {
    let field = record.fields[place]
    let bytes = bytes.extracting(field.range)
    let written = field.hasDoubledQuotes ? bytes.undoubled : bytes.array
    let trimmed = TextCleaning.trimmed(written[...])
    if record.isPlain || TextCleaning.isClean(trimmed) { return (trimmed, true) }
    let (text, hadDirection) = TextCleaning.repaired(trimmed)
    if hadDirection {
      warning(
        "direction-removed", "characters that change the writing direction were removed",
        value: String(decoding: text, as: UTF8.self), at: location(of: column))
    }
    return (text[...], !hadDirection)
  }
}
