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
    guard case .records(var reader, var fields) = stage else { return rejectedRows }
    if reader.isInQuotes {
      fields.rows.isCutShort = true
      fields.error(
        "unclosed-quote", "a quote that opens in this record never closes", loss: .rest,
        at: SourceLocation(file: file, line: reader.record.line, column: 1))
    } else if reader.finish() {
      fields.record = reader.record
      fields.decodeRecord()
    }
    return fields.rows
  }

  private mutating func settleEncoding() {
    let bytes = head
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
    case .records(var reader, var fields):
      // The stage is emptied first, so that reader and fields are changed in place.
      stage = .rejected
      var index = 0
      while reader.next(in: piece, at: &index) {
        swap(&reader.record, &fields.record)
        fields.decodeRecord()
      }
      stage = .records(reader, fields)
    }
  }

  private mutating func readHead(isWhole: Bool) {
    guard var header = CSVHeader(head[...], isWhole: isWhole || head.count > Self.longestHead)
    else { return }
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
    let place = SourceLocation(file: file, line: 1, column: 1)
    let diagnostic: Diagnostic =
      switch refusal {
      case .unknownKind:
        .error(
          "unknown-kind",
          "neither licenses, product instances, preferences nor events (see the column names)",
          loss: .file, at: place)
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
