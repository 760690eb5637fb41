internal import Licensing

/// The beginning of a CSV file: an optional `sep=X` line, then the header record.
struct CSVHeader {
  /// The columns' names, cleaned.
  let names: [String]
  /// Where the records begin.
  let end: Int
  /// The line they begin on.
  let lineBehind: Int32
  /// What stands between two fields, as stated or as found.
  let delimiter: UInt8
  private let record: Record

  /// Reads the header; nil while its line may not be whole yet.
  init?(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    let stated = Self.statedDelimiter(bytes)
    let start = stated?.end ?? bytes.startIndex
    let found = stated?.delimiter ?? Self.delimiter(of: bytes[start...], isWhole: isWhole)
    guard let found else { return nil }
    delimiter = found
    var reader = CSVReader(delimiter: delimiter, firstLine: stated == nil ? 1 : 2)
    let rest = Array(bytes[start...])
    var index = 0
    var isFound = false
    // Blank lines are passed over.
    while !isFound {
      guard reader.next(in: rest.span, at: &index) else {
        guard isWhole else { return nil }
        if !reader.finish() { break }
        index = rest.count
        break
      }
      isFound = !Self.isBlank(reader)
    }
    if index > 0, index == rest.count, rest[index - 1] == UInt8(ascii: "\r"), !isWhole {
      return nil
    }
    let isPair = index > 0 && rest[index - 1] == UInt8(ascii: "\r")
    if isPair, index < rest.count, rest[index] == UInt8(ascii: "\n") { index += 1 }
    record = reader.record
    end = start + index
    lineBehind = reader.line
    let text = reader.bytes
    names = reader.record.fields.map { field in
      let name = TextCleaning.repaired(TextCleaning.trimmed(text[field.range])).text
      return String(decoding: name, as: UTF8.self)
    }
  }

  /// Whether it has more columns than are read.
  var isTooLong: Bool { record.fault == .tooManyFields }

  /// Where a column's name stands.
  func location(of place: Int, file: Int32) -> SourceLocation {
    let field = record.fields[place]
    return SourceLocation(file: file, line: field.line, column: field.column)
  }

  /// What a first line `sep=X` states, and where the next line begins.
  private static func statedDelimiter(
    _ bytes: ArraySlice<UInt8>
  ) -> (delimiter: UInt8, end: Int)? {
    guard bytes.starts(with: "sep=".utf8), bytes.count > 5 else { return nil }
    let delimiter = bytes[bytes.startIndex + 4]
    // A quote or line end parts no fields, and a byte of 128 and more is half a character.
    guard delimiter < 128, !"\"\r\n\0".utf8.contains(delimiter) else { return nil }
    var end = bytes.startIndex + 5
    if bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    return (delimiter, end)
  }

  /// Whether a line before the header holds nothing but blanks and what may be a delimiter.
  private static func isBlank(_ reader: CSVReader) -> Bool {
    (reader.record.fault == nil || reader.record.fault == .tooManyFields)
      && reader.bytes.allSatisfy { TextCleaning.isBlank($0) || candidates.contains($0) }
  }

  private static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// The one of `,` `;` tab that occurs most outside quotes in the first line that is not blank.
  ///
  /// nil while that line may not be whole: what follows a piece must not change the choice.
  private static func delimiter(of bytes: ArraySlice<UInt8>, isWhole: Bool) -> UInt8? {
    let quote = UInt8(ascii: "\"")
    var counts = [0, 0, 0]
    var isQuoted = false
    // A quote opens only where a field begins, and behind one that closed: a doubled one.
    var mayOpen = true
    var hasText = false
    var isEnded = false
    for byte in bytes {
      if byte == quote, isQuoted || mayOpen {
        isQuoted.toggle()
        mayOpen = true
        continue
      }
      if isQuoted {
        if !TextCleaning.isBlank(byte) { hasText = true }
        continue
      }
      mayOpen = true
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isEnded = hasText
        if isEnded { break }
        counts = [0, 0, 0]
      } else if let place = candidates.firstIndex(of: byte) {
        counts[place] += 1
      } else {
        mayOpen = false
        if !TextCleaning.isBlank(byte) { hasText = true }
      }
    }
    guard isEnded || isWhole else { return nil }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return counts[best] == counts[0] ? candidates[0] : candidates[best]
  }
}
