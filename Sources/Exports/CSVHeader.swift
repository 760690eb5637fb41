internal import Licensing

/// The beginning of a CSV file: an optional `sep=X` line, then the header record.
struct CSVHeader {
  /// The columns' names, cleaned.
  let names: [String]
  /// Where the records begin.
  let end: Int
  private let record: Record
  private let delimiter: UInt8
  private var reader: CSVReader

  /// Reads the header; nil while its line may not be whole yet.
  init?(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    var start = bytes.startIndex
    var line: Int32 = 1
    var stated: UInt8?
    if bytes.starts(with: "sep=".utf8), bytes.count > 5 {
      stated = bytes[bytes.startIndex + 4]
      start = bytes.startIndex + 5
      if bytes[start] == UInt8(ascii: "\r") { start += 1 }
      if start < bytes.endIndex, bytes[start] == UInt8(ascii: "\n") { start += 1 }
      line = 2
    }
    guard let delimiter = stated ?? Self.delimiter(of: bytes[start...], isWhole: isWhole) else {
      return nil
    }
    self.delimiter = delimiter
    reader = CSVReader(delimiter: delimiter, firstLine: line)
    let rest = Array(bytes[start...])
    var index = 0
    var isFound = false
    // A last CR may be half a line end; more bytes will tell, and blank lines are passed over.
    while !isFound {
      guard reader.next(in: rest.span, at: &index) else {
        guard isWhole else { return nil }
        if !reader.finish() { break }
        index = rest.count
        break
      }
      isFound = !Self.isBlank(reader.record)
    }
    record = reader.record
    end = start + index
    let bytes = reader.record.bytes
    names = reader.record.fields.map { field in
      let name = TextCleaning.repaired(TextCleaning.trimmed(bytes[field.range])).text
      return String(decoding: name, as: UTF8.self)
    }
  }

  /// Whether it has more columns than are read.
  var isTooLong: Bool { record.fault == .tooManyFields }

  /// The reader, which stands behind the header.
  mutating func takeReader() -> CSVReader { reader }

  /// Where a column's name stands.
  func location(of place: Int, file: Int32) -> SourceLocation {
    let field = record.fields[place]
    return SourceLocation(file: file, line: field.line, column: field.column)
  }

  /// Whether a line before the header holds nothing but blanks and what may be a delimiter.
  private static func isBlank(_ record: Record) -> Bool {
    (record.fault == nil || record.fault == .tooManyFields)
      && record.bytes.allSatisfy { TextCleaning.isBlank($0) || candidates.contains($0) }
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
      if isQuoted { continue }
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
