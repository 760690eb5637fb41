internal import Licensing

/// One XML export while it is read: what concerns it as a whole, and pieces for `XMLRows`.
struct XMLExport {
  let format: ExportFormat
  private let reader: XMLReader

  /// An export that nothing was read of yet.
  init(file: Int32, accountFolder: String?, options: ExportOptions) {
    reader = XMLReader(schema: options.schema)
    format = ExportFormat(
      file: file, layout: ColumnLayout(ofEveryColumn: .licenses), delimiter: 0,
      accountFolder: accountFolder, options: options)
  }

  /// Reads the next bytes; gives what can be decoded by now.
  mutating func read(_ piece: Span<UInt8>, isLast: Bool) -> XMLEvents? {
    reader.read(piece, isLast: isLast)
    return reader.takeEvents()
  }

  /// What was found of the document as a whole; its rows were in the pieces.
  consuming func finish() -> ExportRows {
    var whole = ExportRows()
    whole.kind =
      switch reader.root {
      case .preferenceExport: .preferences
      case .dismissalExport: .dismissals
      default: .licenses
      }
    switch reader.failure {
    case nil: break
    case .refused(let message):
      return rejected(
        "unknown-kind", DiagnosticText(whole: message), XMLEvents.Position(line: 1, column: 1))
    case .doctype(let at): return rejected("doctype", "a DOCTYPE is not accepted", at)
    case .tooDeep(let at):
      return rejected("too-deep", "elements lie deeper than \(XMLReader.deepest)", at)
    case .malformed(let message, let at) where reader.root == nil:
      return rejected("malformed-xml", DiagnosticText(whole: Self.shown(message)), at)
    case .malformed: whole.isCutShort = true
    }
    for note in reader.notes { whole.diagnostics.append(diagnostic(note)) }
    addSchemaFindings(to: &whole)
    if case .malformed(let message, let at) = reader.failure {
      whole.diagnostics.append(
        .error(
          "malformed-xml", DiagnosticText(whole: Self.shown(message)), loss: .rest,
          at: location(at)))
    }
    return whole
  }

  private func rejected(
    _ code: String, _ message: DiagnosticText, _ position: XMLEvents.Position
  ) -> ExportRows {
    var rows = ExportRows()
    rows.diagnostics = [.error(code, message, loss: .file, at: location(position))]
    return rows
  }

  private func location(_ position: XMLEvents.Position) -> SourceLocation {
    SourceLocation(file: format.file, line: position.line, column: position.column)
  }

  private func diagnostic(_ note: XMLOutline.Note) -> Diagnostic {
    let name = TextCleaning.repaired(Array(note.name.utf8)[...]).text
    let shown = String(decoding: name, as: UTF8.self)
    if let owner = note.owner, let column = note.column {
      return .warning(
        "other-name",
        "attribute \(shown.quoted) of '\(owner.name)' is not in the schema; it is read as "
          + "'\(column.name)' where that is missing", value: shown, at: location(note.position))
    }
    let owner = note.owner.map { " of '\($0.name)'" } ?? ""
    return .note(
      note.owner == nil ? "unknown-element" : "unknown-attribute",
      "\(note.owner == nil ? "element" : "attribute") \(shown.quoted)\(owner) is not known and is "
        + "ignored", value: shown, at: location(note.position))
  }

  /// Warns of what does not fit the schema, where the document was compared with one.
  private func addSchemaFindings(to rows: inout ExportRows) {
    for finding in reader.findings {
      rows.diagnostics.append(
        .warning(
          "schema", "does not fit the schema: \(Self.shown(finding.message))",
          at: location(finding.position)))
    }
    guard reader.findings.count == XMLSchemaCheck.mostFindings, let last = reader.findings.last
    else { return }
    rows.diagnostics.append(
      .note(
        "schema-left",
        "after \(reader.findings.count) findings the rest is not compared with the schema",
        at: location(last.position)))
  }

  /// A text of the document's, cleaned and cut, for it may quote names of any length.
  static func shown(_ message: String) -> String {
    let clean = TextCleaning.repaired(Array(message.utf8)[...]).text
    let scalars = String(decoding: clean, as: UTF8.self).unicodeScalars
    return scalars.count > 160 ? String(scalars.prefix(160)) + "..." : String(scalars)
  }
}
