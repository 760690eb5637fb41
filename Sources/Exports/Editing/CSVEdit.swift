internal import Licensing

/// The rows of a CSV file, and the bytes of the file with one row changed, added or removed.
///
/// `text` is UTF-8 without a byte order mark. Records are found by `CSVReader`, so that a field is
/// where the reader says it is; every byte that belongs to no changed field stays.
struct CSVEdit {
  /// A record that has no field too many; those that it lacks at its end say nothing.
  struct Row {
    /// By index, the bytes of each field, quotes and blanks included; nothing at the record's end
    /// for those that it lacks.
    var fields: [Range<Int>]
    /// By index, what each field says, trimmed.
    var values: [String]
    /// How many fields are there.
    var writtenCount: Int
  }

  let text: [UInt8]
  let layout: ColumnLayout
  private let header: CSVHeader

  /// Reads the header; nil where it is none of the kind.
  init?(
    _ text: [UInt8], _ expectation: HeaderExpectation, kind: ExportKind = .preferences
  ) {
    let search = CSVHeader.find(in: text[...], isWhole: true, expectation)
    guard case .found(let header) = search, header.layout.kind == kind else { return nil }
    self.text = text
    self.header = header
    layout = header.layout
  }

  /// The rows that begin on these lines.
  func rows(onLines lines: Set<Int32>) -> [Int32: Row] {
    var rows: [Int32: Row] = [:]
    eachRecord { reader, _ in
      let record = reader.record
      let count = min(record.fieldCount, layout.fieldCount)
      guard lines.contains(record.line), record.fault == nil,
        record.isBlank(reader.bytes.span, after: layout.fieldCount),
        let end = reader.written.last?.upperBound
      else { return }
      let values = record.fields[..<count].map { field in
        String(decoding: TextCleaning.trimmed(reader.bytes[field.range]), as: UTF8.self)
      }
      let missing = layout.fieldCount - count
      rows[record.line] = Row(
        fields: reader.written[..<count] + Array(repeating: end..<end, count: missing),
        values: values + Array(repeating: "", count: missing), writtenCount: count)
    }
    return rows
  }

  /// What a row states, as typed.
  func stored(_ row: Row) -> StoredPreferences {
    var stored = StoredPreferences()
    for field in PreferenceField.allCases {
      stored[field] = layout.index(of: field.column).map { row.values[$0] }
    }
    stored.virtualAccounts = layout.index(of: .virtualAccounts).map { row.values[$0] }
    return stored
  }

  /// The lines of records that cannot be read and hold a word, without regard to ASCII case.
  func brokenLines(with word: String) -> [Int32] {
    let word = Array(word.lowercasedASCII.utf8)
    var lines: [Int32] = []
    eachRecord { reader, range in
      let record = reader.record
      let isWhole = record.fieldCount > layout.index(of: .email) ?? 0
      let isRead =
        record.fault == nil && isWhole
        && record.isBlank(reader.bytes.span, after: layout.fieldCount)
      if isRead { return }
      let written = text[range].map { (65...90).contains($0) ? $0 + 32 : $0 }
      if written.contains(word) { lines.append(record.line) }
    }
    return lines
  }

  /// The text with fields of a row saying something else.
  func changing(_ row: Row, _ values: [PreferenceField: PreferenceValue]) -> [UInt8] {
    var splices: [Splice] = []
    var lacking = Array(repeating: [UInt8](), count: layout.fieldCount - row.writtenCount)
    for (field, value) in values {
      guard let index = layout.index(of: field.column) else { continue }
      let range = row.fields[index]
      let field = written(value.written(separator: ";", like: row.values[index]), in: text[range])
      if index < row.writtenCount {
        splices.append(Splice(range: range, bytes: field))
      } else {
        lacking[index - row.writtenCount] = field
      }
    }
    // Given last: it is behind a last field that is empty and has the same index.
    if let last = lacking.lastIndex(where: { !$0.isEmpty }) {
      let fields = lacking[...last].flatMap { [header.delimiter] + $0 }
      splices.append(Splice(range: row.fields[row.writtenCount], bytes: fields))
    }
    return text.applying(splices)
  }

  /// The text with a user at its end, in the manner and the account of another row.
  func adding(
    _ values: [PreferenceField: PreferenceValue], email: String, like row: Row
  ) -> [UInt8] {
    var texts: [Column: String] = [.email: email, .virtualAccounts: "*"]
    for (field, value) in values { texts[field.column] = value.written(separator: ";", like: "") }
    return adding(texts, like: row)
  }

  /// The text with a row at its end, whose quotes and account are those of another row, if there is
  /// one; texts of columns that the file has not are left out.
  func adding(_ texts: [Column: String], like row: Row?) -> [UInt8] {
    // Quotes that the other row needs say nothing of the file's manner.
    let isQuoted = (0..<layout.fieldCount).map { index in
      guard let row else { return false }
      return text[row.fields[index]].first == Self.quote && !mustBeQuoted(row.values[index])
    }
    var fields = isQuoted.map { written("", in: $0 ? [Self.quote] : []) }
    for (column, value) in texts {
      guard let index = layout.index(of: column) else { continue }
      fields[index] = written(value, in: isQuoted[index] ? [Self.quote] : [])
    }
    if let row, let index = layout.index(of: .accountDomain) {
      fields[index] = Array(text[row.fields[index]])
    }
    let record = Array(fields.joined(separator: [header.delimiter]))
    let endsInLineEnd = text.last == UInt8(ascii: "\n") || text.last == UInt8(ascii: "\r")
    return endsInLineEnd ? text + record + lineEnd : text + lineEnd + record
  }

  /// The text without the records that begin on these lines.
  func removing(onLines lines: Set<Int32>) -> [UInt8] {
    var splices: [Splice] = []
    eachRecord { reader, range in
      if lines.contains(reader.record.line) { splices.append(Splice(range: range)) }
    }
    return text.applying(splices)
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

  /// Hands on each record that is not blank, and where it is, line end included.
  private func eachRecord(_ body: (CSVReader, Range<Int>) -> Void) {
    var reader = CSVReader(delimiter: header.delimiter, firstLine: header.lineBehind)
    var index = header.end
    var start = index
    while reader.next(in: text.span, at: &index) {
      if !reader.isBlank { body(reader, start..<index) }
      start = index
    }
  }
}
