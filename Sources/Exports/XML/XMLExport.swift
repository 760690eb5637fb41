internal import Licensing

/// Turns the elements of our two XML schemas into the records a CSV export would give.
///
/// The values of all open elements lie in one record: an inner element's attributes take the place
/// of those it inherits, and its end puts them back. So a row is decoded where it stands.
struct XMLExport {
  private struct Open {
    var element: XMLElement
    var place: XMLEvents.Place
    /// What was there before its attributes.
    var byteCount: Int
    var replacedCount: Int
    var isPlain: Bool
    var hasTerm = false
  }

  let reader: XMLReader
  private let file: Int32
  private let layouts: [ExportKind: ColumnLayout]
  private var names = XMLNames()
  var fields: RowDecoder
  private var kind: ExportKind?
  /// Rows of the pieces before, over the table in `fields`.
  private var parts: [ExportRows] = []
  private var stack: [Open] = []
  /// The values of the open elements' attributes.
  private var bytes: [UInt8] = []
  private var replaced: [(column: Int, field: Record.Field)] = []
  /// Elements open below one that is skipped, that one included.
  private var skipped = 0
  private var noted: Set<String> = []
  /// Of the open user.
  private var listedAccounts: [[UInt8]] = []
  private var addresses: [[UInt8]] = []
  private var text: [UInt8] = []
  /// Why the file cannot be used at all.
  private var refusal: String?

  /// An export that nothing was read of yet.
  init(file: Int32, accountFolder: String?, options: ExportOptions) {
    self.file = file
    reader = XMLReader(schema: options.schema)
    let kinds: [ExportKind] = [.licenses, .instances, .events, .preferences]
    layouts = Dictionary(uniqueKeysWithValues: kinds.map { ($0, ColumnLayout(ofEveryColumn: $0)) })
    let format = ExportFormat(
      file: file, layout: ColumnLayout(ofEveryColumn: .licenses), delimiter: 0,
      accountFolder: accountFolder, options: options)
    fields = RowDecoder(format: format)
    var texts = TextTable()
    fields.begin(format, texts: &texts)
    fields.rows.kind = nil
    fields.record.fieldCount = layouts[.licenses]?.fieldCount ?? 0
  }

  /// Reads the next bytes.
  mutating func read(_ piece: Span<UInt8>, isLast: Bool) {
    reader.read(piece, isLast: isLast)
    var found = XMLEvents()
    swap(&found, &reader.found)
    for event in found.events where refusal == nil {
      switch event.kind {
      case .start: start(event, in: found)
      case .end: end()
      case .text: take(found.bytes[Int(event.first)..<Int(event.end)])
      }
    }
    found.removeAll()
    swap(&found, &reader.found)
    takeRows()
  }

  /// The rows, piece by piece, the first with the texts of all; or only why there are none.
  consuming func finish() -> [ExportRows] {
    if let refusal {
      return rejected(
        "unknown-kind", DiagnosticText(whole: refusal), XMLEvents.Place(line: 1, column: 1))
    }
    switch reader.failure {
    case nil: break
    case .doctype(let at): return rejected("doctype", "a DOCTYPE is not accepted", at)
    case .tooDeep(let at):
      return rejected("too-deep", "elements lie deeper than \(XMLReader.deepest)", at)
    case .malformed(let message, let at) where kind == nil:
      return rejected("malformed-xml", DiagnosticText(whole: Self.shown(message)), at)
    case .malformed(let message, let at):
      fields.rows.isCutShort = true
      let place = location(at)
      fields.rows.diagnostics.append(
        .error(
          "malformed-xml", DiagnosticText(whole: Self.shown(message)), loss: .rest, at: place))
    }
    addSchemaFindings()
    var texts = TextTable()
    var rows = parts + [fields.takeRows(texts: &texts)]
    rows[0].texts = texts
    rows[0].kind = kind
    return rows
  }

  private func rejected(
    _ code: String, _ message: DiagnosticText, _ place: XMLEvents.Place
  ) -> [ExportRows] {
    var rows = ExportRows()
    rows.diagnostics = [.error(code, message, loss: .file, at: location(place))]
    return [rows]
  }

  /// libxml2's sentence, cleaned and cut, for it may quote names of any length.
  static func shown(_ message: String) -> String {
    let clean = TextCleaning.repaired(Array(message.utf8)[...]).text
    let scalars = String(decoding: clean, as: UTF8.self).unicodeScalars
    return scalars.count > 160 ? String(scalars.prefix(160)) + "..." : String(scalars)
  }

  /// Keeps text where it means something, lest the blanks of a whole file pile up, and only so
  /// much of an address as shows that it is too long.
  private mutating func take(_ more: ArraySlice<UInt8>) {
    guard skipped == 0, stack.last?.element == .additionalEmail,
      text.count <= CSVReader.longestField
    else { return }
    text += more
  }

  func location(_ place: XMLEvents.Place) -> SourceLocation {
    SourceLocation(file: file, line: place.line, column: place.column)
  }

  private mutating func takeRows() {
    if fields.rows.kept == 0 { return }
    var texts = TextTable()
    parts.append(fields.takeRows(texts: &texts))
    swap(&fields.rows.texts, &texts)
  }

  private mutating func start(_ event: XMLEvents.Event, in found: XMLEvents) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    let parent = stack.last
    guard let element = names.element(event.name, in: parent?.element, found.names) else {
      skipped = 1
      if parent == nil {
        refusal = "neither a license-export nor a preference-export"
      } else if event.name >= 0 {
        note("unknown-element", "element", found.names[Int(event.name)], event.place)
      }
      return
    }
    if parent == nil { checkRoot(element, event, in: found) }
    if element == .term { stack[stack.count - 1].hasTerm = true }
    if element == .user { (listedAccounts, addresses) = ([], []) }
    text.removeAll(keepingCapacity: true)
    stack.append(
      Open(
        element: element, place: event.place, byteCount: bytes.count,
        replacedCount: replaced.count, isPlain: parent?.isPlain ?? true))
    for place in Int(event.first)..<Int(event.end) {
      take(found.attributes[place], of: element, at: event.place, in: found)
    }
  }

  private mutating func take(
    _ attribute: XMLEvents.Attribute, of element: XMLElement, at place: XMLEvents.Place,
    in found: XMLEvents
  ) {
    guard let column = names.column(attribute.name, of: element, found.names) else {
      let isVersion = stack.count == 1 && found.names[Int(attribute.name)] == "version"
      if isVersion { return }
      let name = found.names[Int(attribute.name)]
      return note("unknown-attribute", "attribute", name, of: element.name, place)
    }
    let value = found.bytes.span.extracting(Int(attribute.first)..<Int(attribute.end))
    if !value.isPlain { stack[stack.count - 1].isPlain = false }
    let start = bytes.count
    bytes += found.bytes[Int(attribute.first)..<Int(attribute.end)]
    set(column, from: start, at: place)
  }

  private mutating func checkRoot(
    _ root: XMLElement, _ event: XMLEvents.Event, in found: XMLEvents
  ) {
    var version: [UInt8] = []
    for attribute in found.attributes[Int(event.first)..<Int(event.end)]
    where found.names[Int(attribute.name)] == "version" {
      version = Array(found.bytes[Int(attribute.first)..<Int(attribute.end)])
    }
    kind = root == .licenseExport ? .licenses : .preferences
    guard version != Array("1".utf8) else { return }
    let written = String(decoding: TextCleaning.repaired(version[...]).text, as: UTF8.self)
    kind = nil
    refusal = "version \(written.quoted) of \(root.name) is not known (expected 1)"
  }

  private mutating func end() {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    guard let open = stack.last else { return }
    switch open.element {
    case .term: decode(as: .licenses)
    case .license where !open.hasTerm: decodeWithoutTerm()
    case .productInstance: decode(as: .instances)
    case .event: decode(as: .events)
    case .user: decodeUser()
    case .listedAccount:
      let name = fields.record.fields[Column.virtualAccount.rawValue]
      listedAccounts.append(name.column == 0 ? [] : Array(bytes[name.range]))
    case .additionalEmail: addresses.append(text)
    default: break
    }
    close(open)
  }

  /// Puts back what the element's attributes replaced.
  private mutating func close(_ open: Open) {
    while replaced.count > open.replacedCount {
      guard let (column, field) = replaced.popLast() else { break }
      fields.record.fields[column] = field
      fields.remembered[column].length = -1
    }
    bytes.removeLast(bytes.count - open.byteCount)
    stack.removeLast()
  }

  /// Makes the bytes from `start` on the value of a column, until the open element ends.
  private mutating func set(_ column: Column, from start: Int, at place: XMLEvents.Place) {
    replaced.append((column.rawValue, fields.record.fields[column.rawValue]))
    fields.record.fields[column.rawValue] = Record.Field(
      start: Int32(start), end: Int32(bytes.count), line: place.line, column: place.column)
    fields.remembered[column.rawValue].length = -1
  }

  private mutating func set(_ column: Column, to value: some Sequence<UInt8>) {
    let start = bytes.count
    bytes += value
    set(column, from: start, at: stack[stack.count - 1].place)
  }

  private mutating func decodeWithoutTerm() {
    set(.quantity, to: "0".utf8)
    let kept = fields.rows.kept
    decode(as: .licenses)
    guard fields.rows.kept > kept, let place = stack.last?.place else { return }
    fields.warning(
      "license-without-term", "the license has no term; it counts as one of quantity 0",
      at: location(place))
  }

  private mutating func decodeUser() {
    let scope = fields.record.fields[Column.virtualAccounts.rawValue]
    if TextCleaning.trimmed(bytes[scope.range]) != Array("*".utf8)[...] {
      let quoted = listedAccounts.map { name in
        Array("\"".utf8) + name.replacing("\"".utf8, with: "\"\"".utf8) + Array("\"".utf8)
      }
      set(.virtualAccounts, to: Array(quoted.joined(separator: ";".utf8)))
      if !(listedAccounts.allSatisfy { $0.span.isPlain }) { stack[stack.count - 1].isPlain = false }
    }
    for column in [Column.alertEvents, .expiryWindows] {
      let field = fields.record.fields[column.rawValue]
      if field.column == 0 { continue }
      let words = bytes[field.range].split { $0 == 32 || (9...13).contains($0) }
      set(column, to: Array(words.joined(separator: ";".utf8)))
    }
    set(.additionalEmails, to: Array(addresses.joined(separator: ",".utf8)))
    if !(addresses.allSatisfy { $0.span.isPlain }) { stack[stack.count - 1].isPlain = false }
    decode(as: .preferences)
  }

  /// Decodes the open elements' values as a record of a kind.
  private mutating func decode(as kind: ExportKind) {
    guard let open = stack.last, let layout = layouts[kind] else { return }
    fields.layout = layout
    fields.record.line = open.place.line
    fields.record.column = open.place.column
    fields.record.isPlain = open.isPlain
    fields.record.fault = nil
    let isTooLong = fields.record.fields.contains { $0.range.count > CSVReader.longestField }
    if isTooLong { fields.record.fault = .fieldTooLong }
    let bytes = bytes
    fields.decodeRecord(bytes.span, isInPart: true)
  }

  private mutating func note(
    _ code: String, _ what: String, _ name: String, of element: String? = nil,
    _ place: XMLEvents.Place
  ) {
    let owner = element.map { " of \($0.quoted)" } ?? ""
    guard noted.insert("\(code) \(name)\(owner)").inserted else { return }
    let place = location(place)
    fields.rows.diagnostics.append(
      .note(
        code, "\(what) \(name.quoted)\(owner) is not known and is ignored", value: name,
        at: place))
  }
}
