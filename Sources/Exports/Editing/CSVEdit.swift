internal import Licensing

/// The preference rows of a CSV file, and the bytes of the file with one row changed or added.
///
/// `text` is UTF-8 without a byte order mark. Records are found by `CSVReader`, so that a field is
/// where the reader says it is; every byte that belongs to no changed field stays.
struct CSVEdit {
  /// A record with as many fields as the header.
  struct Row {
    /// By place, the bytes of each field, quotes and blanks included.
    var fields: [Range<Int>]
    /// By place, what each field says, trimmed.
    var values: [String]
  }

  let text: [UInt8]
  let layout: ColumnLayout
  private let header: CSVHeader

  /// Reads the header; nil where it is none of preferences.
  init?(_ text: [UInt8], hasAccount: Bool) {
    guard let header = CSVHeader(text[...], isWhole: true), !header.isTooLong,
      let layout = try? ColumnLayout(header: header.names, hasAccount: hasAccount),
      layout.kind == .preferences
    else { return nil }
    self.text = text
    self.header = header
    self.layout = layout
  }

  /// The rows that begin on these lines.
  func rows(onLines lines: Set<Int32>) -> [Int32: Row] {
    var rows: [Int32: Row] = [:]
    eachRecord { record, bytes, range in
      guard lines.contains(record.line), record.fault == nil,
        record.fieldCount == layout.fieldCount
      else { return }
      rows[record.line] = row(record, bytes, range)
    }
    return rows
  }

  /// What a row states, as typed.
  func stored(_ row: Row) -> StoredPreferences {
    var stored = StoredPreferences()
    for field in PreferenceField.allCases {
      stored[field] = layout.place(of: field.column).map { row.values[$0] }
    }
    stored.virtualAccounts = layout.place(of: .virtualAccounts).map { row.values[$0] }
    return stored
  }

  /// The lines of records that cannot be read and hold a word, without regard to ASCII case.
  func brokenLines(with word: String) -> [Int32] {
    let word = Array(word.lowercasedASCII.utf8)
    var lines: [Int32] = []
    eachRecord { record, _, range in
      guard record.fault != nil || record.fieldCount != layout.fieldCount else { return }
      let written = text[range].map { (65...90).contains($0) ? $0 + 32 : $0 }
      if written.contains(word) { lines.append(record.line) }
    }
    return lines
  }

  /// The text with fields of a row saying something else.
  func changing(_ row: Row, _ values: [PreferenceField: PreferenceValue]) -> [UInt8] {
    var changed = text
    let places = values.compactMap { field, value in
      layout.place(of: field.column).map { ($0, value) }
    }
    for (place, value) in places.sorted(by: { $0.0 > $1.0 }) {
      let range = row.fields[place]
      let value = value.written(separator: ";", like: row.values[place])
      changed.replaceSubrange(range, with: written(value, in: text[range]))
    }
    return changed
  }

  /// The text with a row at its end, whose quotes and account are those of another row.
  func adding(
    _ values: [PreferenceField: PreferenceValue], email: String, like row: Row
  ) -> [UInt8] {
    // Quotes that the other row needs say nothing of the file's manner.
    let isQuoted = row.fields.indices.map { place in
      text[row.fields[place]].first == Self.quote && !mustBeQuoted(row.values[place])
    }
    var fields = isQuoted.map { written("", in: $0 ? [Self.quote] : []) }
    func put(_ column: Column, _ value: String) {
      guard let place = layout.place(of: column) else { return }
      fields[place] = written(value, in: isQuoted[place] ? [Self.quote] : [])
    }
    if let place = layout.place(of: .accountDomain) {
      fields[place] = Array(text[row.fields[place]])
    }
    put(.email, email)
    put(.virtualAccounts, "*")
    for (field, value) in values {
      put(field.column, value.written(separator: ";", like: ""))
    }
    let record = Array(fields.joined(separator: [header.delimiter]))
    let endsInLineEnd = text.last == UInt8(ascii: "\n") || text.last == UInt8(ascii: "\r")
    return endsInLineEnd ? text + record + lineEnd : text + lineEnd + record
  }

  private static let quote = UInt8(ascii: "\"")

  /// The line end behind the header.
  private var lineEnd: [UInt8] {
    let end = text[..<header.end]
    if end.last == UInt8(ascii: "\r") { return [UInt8(ascii: "\r")] }
    let isPair = end.dropLast().last == UInt8(ascii: "\r")
    return Array((isPair ? "\r\n" : "\n").utf8)
  }

  /// A field that says something, quoted where the old one was or where it must be; blanks around
  /// an unquoted value stay, unless nothing is left between them.
  private func written(_ value: String, in old: ArraySlice<UInt8>) -> [UInt8] {
    let mustBeQuoted = mustBeQuoted(value)
    let value = Array(value.utf8)
    guard old.first != Self.quote, !mustBeQuoted else {
      return [Self.quote] + value.flatMap { $0 == Self.quote ? [$0, $0] : [$0] } + [Self.quote]
    }
    let trimmed = TextCleaning.trimmed(old)
    if trimmed.isEmpty || value.isEmpty { return value }
    return old[..<trimmed.startIndex] + value + old[trimmed.endIndex...]
  }

  private func mustBeQuoted(_ value: String) -> Bool {
    value.utf8.contains { $0 == Self.quote || $0 == header.delimiter || $0 < 32 }
  }

  /// Hands on each record that is not blank, its bytes, and where it stands, line end excluded.
  private func eachRecord(_ body: (Record, [UInt8], Range<Int>) -> Void) {
    var reader = CSVReader(delimiter: header.delimiter, firstLine: header.lineBehind)
    var index = header.end
    while index < text.count {
      var start = index
      let isPair = start > header.end && text[start - 1] == UInt8(ascii: "\r")
      if isPair, text[start] == UInt8(ascii: "\n") { start += 1 }
      let isEnded = reader.next(in: text.span, at: &index)
      if !isEnded, !reader.finish() { return }
      if reader.isBlank { continue }
      body(reader.record, reader.bytes, start..<(isEnded ? index - 1 : index))
    }
  }

  private func row(_ record: Record, _ bytes: [UInt8], _ range: Range<Int>) -> Row {
    var starts: [Int] = []
    var (line, lineStart) = (record.line, range.lowerBound)
    for field in record.fields[..<record.fieldCount] {
      while line < field.line {
        lineStart = lineBehind(lineStart)
        line += 1
      }
      starts.append(lineStart + Int(field.column) - 1)
    }
    let ends = starts.dropFirst().map { $0 - 1 } + [range.upperBound]
    return Row(
      fields: zip(starts, ends).map { $0..<$1 },
      values: record.fields[..<record.fieldCount].map { field in
        String(decoding: TextCleaning.trimmed(bytes[field.range]), as: UTF8.self)
      })
  }

  /// Where the line behind the one that holds a place begins.
  private func lineBehind(_ place: Int) -> Int {
    guard
      let end = text[place...].firstIndex(where: {
        $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
      })
    else { return text.count }
    let isPair =
      text[end] == UInt8(ascii: "\r") && end + 1 < text.count
      && text[end + 1] == UInt8(ascii: "\n")
    return end + (isPair ? 2 : 1)
  }
}
