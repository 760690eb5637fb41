package import Licensing

/// How exports are to be decoded, from the configuration.
package struct ExportOptions: Sendable {
  package var dateOrder: DateOrder?
  package var encoding: ExportEncoding?

  /// Nothing configured: UTF-8, and no dates with slashes.
  package init(dateOrder: DateOrder? = nil, encoding: ExportEncoding? = nil) {
    self.dateOrder = dateOrder
    self.encoding = encoding
  }
}

/// One export being read: bytes come in pieces of any size, rows go out at the end.
///
/// Never holds more of the file than one record and the pieces it spans.
package struct ExportFile {
  private enum Stage {
    /// Until the header's line ends.
    case head
    case records(CSVReader, FieldDecoding)
    case elements(XMLReader, XMLExport)
    /// Rejected; the rest is passed over.
    case rejected
  }

  /// A header longer than this is none.
  private static let longestHead = 1 << 20

  private let file: Int32
  private let accountFolder: String?
  private let options: ExportOptions
  private var stage = Stage.head
  private var head: [UInt8] = []
  private var encoding: TextEncoding?
  private var rejectedRows = ExportRows()

  /// The file at a place of the input order; `accountFolder` is its lower-cased domain, if any.
  package init(file: Int32, accountFolder: String?, options: ExportOptions) {
    self.file = file
    self.accountFolder = accountFolder
    self.options = options
  }

  /// Reads the next bytes of the file.
  package mutating func append(_ piece: Span<UInt8>) {
    guard var encoding else {
      for index in piece.indices { head.append(piece[index]) }
      if head.count >= 4 { settleEncoding() }
      return
    }
    if encoding.isUTF8 {
      read(piece)
    } else {
      let decoded = encoding.decode(piece)
      self.encoding = encoding
      read(decoded.span)
    }
  }

  /// The rows, once all bytes were read.
  package consuming func finish() -> ExportRows {
    if encoding == nil { settleEncoding() }
    if case .head = stage { readHead(isWhole: true) }
    if case .elements(let reader, let export) = stage {
      return finish(reader, export)
    }
    guard case .records(var reader, var fields) = stage else { return rejectedRows }
    if reader.isInQuotes {
      fields.rows.isCutShort = true
      fields.forgetAccount()
      fields.error(
        "unclosed-quote", "a quote that opens in this record never closes", loss: .rest,
        at: SourceLocation(file: file, line: reader.record.line, column: 1))
    } else if reader.finish(), !reader.record.isBlank {
      fields.record = reader.record
      fields.decodeRecord()
    }
    return fields.rows
  }

  /// A `<` after marks and blanks; in UTF-16 the zero byte of each unit is passed over.
  private static func isXML(_ head: [UInt8]) -> Bool {
    let passed: Set<UInt8> = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32]
    return head.first { !passed.contains($0) } == UInt8(ascii: "<")
  }

  /// libxml2's sentence, cleaned and cut, for it may quote names of any length.
  private static func shown(_ message: String) -> String {
    let clean = TextCleaning.repaired(Array(message.utf8)[...]).text
    let scalars = String(decoding: clean, as: UTF8.self).unicodeScalars
    return scalars.count > 160 ? String(scalars.prefix(160)) + "..." : String(scalars)
  }

  private func finish(_ reader: XMLReader, _ export: XMLExport) -> ExportRows {
    var export = export
    let nothing: [UInt8] = []
    reader.read(nothing.span, isLast: true)
    for event in reader.takeEvents() { export.take(event) }
    var rows = export.fields.rows
    func place(_ place: XMLReader.Place) -> SourceLocation {
      SourceLocation(file: file, line: place.line, column: place.column)
    }
    if let refusal = export.refusal {
      let first = XMLReader.Place(line: 1, column: 1)
      return rejected(.error("unknown-kind", refusal, loss: .file, at: place(first)))
    }
    switch reader.failure {
    case nil: break
    case .doctype(let at):
      return rejected(
        .error("doctype", "a DOCTYPE is not accepted", loss: .file, at: place(at)))
    case .tooDeep(let at):
      return rejected(
        .error(
          "too-deep", "elements lie deeper than \(XMLReader.deepest)", loss: .file,
          at: place(at)))
    case .malformed(let message, let at) where rows.kind == nil:
      return rejected(.error("malformed-xml", Self.shown(message), loss: .file, at: place(at)))
    case .malformed(let message, let at):
      rows.isCutShort = true
      rows.diagnostics.append(
        .error("malformed-xml", Self.shown(message), loss: .rest, at: place(at)))
    }
    return rows
  }

  private func rejected(_ diagnostic: Diagnostic) -> ExportRows {
    var rows = rejectedRows
    rows.diagnostics.append(diagnostic)
    return rows
  }

  private mutating func settleEncoding() {
    let bytes = head
    if Self.isXML(bytes) {
      head = []
      encoding = TextEncoding(head: [], configured: nil)
      stage = .elements(
        XMLReader(),
        XMLExport(
          file: file, accountFolder: accountFolder, dateOrder: options.dateOrder))
      return read(bytes.span)
    }
    var encoding = TextEncoding(head: bytes[...], configured: options.encoding)
    head = []
    let rest = bytes.span.extracting(encoding.markLength...)
    if encoding.isUTF8 {
      self.encoding = encoding
      read(rest)
    } else {
      let decoded = encoding.decode(rest)
      self.encoding = encoding
      read(decoded.span)
    }
  }

  private mutating func read(_ piece: Span<UInt8>) {
    switch stage {
    case .rejected: return
    case .head:
      for index in piece.indices { head.append(piece[index]) }
      readHead(isWhole: false)
    case .elements(let reader, var export):
      stage = .rejected
      reader.read(piece, isLast: false)
      for event in reader.takeEvents() { export.take(event) }
      stage = .elements(reader, export)
    case .records(var reader, var fields):
      // The stage is emptied first, so that reader and fields are changed in place.
      stage = .rejected
      var index = 0
      while reader.next(in: piece, at: &index) {
        if reader.record.isBlank { continue }
        swap(&reader.record, &fields.record)
        fields.decodeRecord()
      }
      stage = .records(reader, fields)
    }
  }

  private mutating func readHead(isWhole: Bool) {
    guard var header = CSVHeader(head[...], isWhole: isWhole) else {
      if head.count > Self.longestHead { reject(.headerTooLong) }
      return
    }
    if header.isTooLong { return reject(.headerTooLong) }
    let bytes = head
    head = []
    do throws(ColumnLayout.Refusal) {
      let layout = try ColumnLayout(header: header.names, hasAccount: accountFolder != nil)
      let notes = layout.unknownNames.map { name, place in
        Diagnostic.note(
          "unknown-column", "column \(name.quoted) is not known and is ignored", value: name,
          at: header.location(of: place, file: file))
      }
      let fields = FieldDecoding(
        layout: layout, file: file, accountFolder: accountFolder, dateOrder: options.dateOrder,
        diagnostics: notes)
      stage = .records(header.takeReader(), fields)
      read(bytes.span.extracting(header.end...))
    } catch {
      reject(error)
    }
  }

  private mutating func reject(_ refusal: ColumnLayout.Refusal) {
    stage = .rejected
    head = []
    let place = SourceLocation(file: file, line: 1, column: 1)
    let diagnostic: Diagnostic =
      switch refusal {
      case .unknownKind:
        .error(
          "unknown-kind",
          "neither licenses, product instances, preferences nor events (see the column names)",
          loss: .file, at: place)
      case .headerTooLong:
        .error(
          "header-too-long",
          "the header does not end within 1 MiB and \(CSVReader.mostFields) columns", loss: .file,
          at: place)
      case .sameMeaning(let first, let second):
        .error(
          "duplicate-column", "columns \(first.quoted) and \(second.quoted) mean the same",
          loss: .file, value: second, at: place)
      case .noAccountDomain:
        .error(
          "no-account-domain",
          "there is no column account_domain, and the file lies in no account folder",
          loss: .file, at: place)
      }
    rejectedRows.diagnostics.append(diagnostic)
  }
}
