internal import Licensing

/// Turns responses of the portal's licensing APIs into rows: one response, or a list of them, with
/// the account and virtual account they were asked for around them or not.
///
///     {"totalRecords": 2, "licenses": [{"license": ..., "licenseDetails": [{...}, {...}]}, ...]}
///     [{"accountDomain": ..., "roles": [{"virtualAccount": ..., "licenses": [...]}]}]
///
/// An entry is decoded where it ends; one that lacks its account or virtual account waits until
/// what is around it ends, for keys come in any order.
struct JSONExport {
  /// What the innermost open container is, where none is skipped.
  enum Level: Equatable {
    case file
    /// A list of objects around rows: of the file, or `roles`.
    case contexts
    case context
    /// The object that names a virtual account.
    case name
    case entries(JSONList)
    case entry(JSONList)
    case details, detail
  }

  /// What entries may take that wait for their account.
  static let mostWaiting = 64 << 20

  var reader = JSONReader()
  let file: Int32
  let hasFolder: Bool
  var fields: RowDecoder
  var levels: [Level] = [.file]
  /// Containers open below one that is skipped, that one included.
  private var skipped = 0
  /// What is skipped is a list or an object of errors.
  private var isInErrors = false
  /// What the next value means; nil where its key is not known.
  var key: JSONKey?
  private(set) var keyName = ""
  /// The unknown keys that were noted.
  var noted: Set<String> = []
  var contexts: [JSONContext] = []
  var entry: JSONEntry?
  /// Entries that wait, and what they take.
  var waiting: [JSONEntry] = []
  var waitingSize = 0
  var pages: [ResponsePage] = []
  /// The lists that were read.
  var lists: Set<JSONList> = []
  /// Rows of the pieces before, over the table in `fields`.
  private var parts: [ExportRows] = []
  /// Why nothing more is read, beside what the reader finds.
  var damage: (message: String, position: JSONReader.Position)?
  /// The rows of a response are of no account.
  var lacksAccount = false

  /// A file that nothing was read of yet.
  init(file: Int32, accountFolder: String?, options: ExportOptions) {
    self.file = file
    hasFolder = accountFolder != nil
    let layout = ColumnLayout(ofEveryColumn: .licenses, isPortalExport: true)
    let format = ExportFormat(
      file: file, layout: layout, delimiter: 0, accountFolder: accountFolder,
      options: options)
    fields = RowDecoder(format: format)
    var texts = TextTable()
    fields.begin(format, texts: &texts)
    fields.record.fieldCount = layout.fieldCount
  }

  /// Reads the next bytes.
  mutating func read(_ piece: Span<UInt8>, isLast: Bool) {
    var index = 0
    while damage == nil, let token = reader.next(in: piece, at: &index) {
      switch token {
      case .key: takeKey()
      case .object, .array: open(token)
      case .end: close()
      case .text, .number, .yes, .no, .nothing: if skipped == 0 { take(token) }
      }
      if isInErrors { readErrors(token) }
    }
    if isLast {
      reader.finish()
      decodeWaiting()
    }
    guard fields.rows.kept > 0 else { return }
    var texts = TextTable()
    parts.append(fields.takeRows(texts: &texts))
    swap(&fields.rows.texts, &texts)
  }

  /// The rows, piece by piece, the first with the texts of all; or only why there are none.
  consuming func finish() -> [ExportRows] {
    switch (damage, reader.failure) {
    case (_, .tooDeep(let at)):
      return rejected("too-deep", "containers lie deeper than \(JSONReader.deepest)", at)
    case (let (message, at)?, _), (nil, .malformed(let message, let at)):
      guard !lists.isEmpty else {
        return rejected("malformed-json", DiagnosticText(whole: message), at)
      }
      cut("malformed-json", DiagnosticText(whole: message), at: at)
    case (nil, nil): break
    }
    if lacksAccount, parts.isEmpty, fields.rows.kept == 0 {
      let message: DiagnosticText =
        "a JSON response names no account, and the file lies in no account folder (move it into "
        + "one, like acme.example/)"
      return rejected("no-account-domain", message, JSONReader.Position())
    }
    if lists.isEmpty, !fields.rows.isCutShort {
      let lists = JSONList.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      return rejected(
        "unknown-kind",
        "no response of the licensing APIs (expected an object with one of the "
          + "lists \(lists))", JSONReader.Position())
    }
    var texts = TextTable()
    var rows = parts + [fields.takeRows(texts: &texts)]
    rows[0].texts = texts
    rows[0].kind = kind
    rows[0].pages = pages
    return rows
  }

  /// What the file holds; licenses where it holds several kinds.
  private var kind: ExportKind? {
    if lists.isEmpty { return nil }
    if lists == [.devices] { return .instances }
    return lists.isSubset(of: [.alerts, .devices]) ? .alerts : .licenses
  }

  private func rejected(
    _ code: String, _ message: DiagnosticText, _ position: JSONReader.Position
  ) -> [ExportRows] {
    var rows = ExportRows()
    rows.diagnostics = [.error(code, message, loss: .file, at: location(position))]
    return [rows]
  }

  /// Reports that something after complete rows is missing.
  mutating func cut(
    _ code: String, _ message: DiagnosticText, value: String? = nil,
    at position: JSONReader.Position
  ) {
    fields.rows.isCutShort = true
    fields.beginRecord(isInPart: false)
    fields.error(code, message, loss: .rest, value: value, at: location(position))
  }

  func location(_ position: JSONReader.Position) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }

  mutating func stop(_ message: String) {
    damage = (message, reader.position)
  }
}

extension JSONExport {
  private mutating func takeKey() {
    guard skipped == 0, let level = levels.last else { return }
    keyName = String(decoding: TextCleaning.repaired(reader.text[...]).text, as: UTF8.self)
    key =
      switch level {
      case .context: JSONKey.ofContext(keyName)
      case .name: keyName == "name" ? .context(.virtualAccount) : .unused
      case .entry(let list): JSONKey.ofEntry(keyName, in: list)
      case .detail: JSONKey.ofDetail(keyName)
      default: nil
      }
  }

  /// A container begins.
  private mutating func open(_ token: JSONReader.Token) {
    guard skipped == 0, let level = levels.last else {
      skipped += 1
      return
    }
    switch (level, token, key) {
    case (.file, .object, _), (.contexts, .object, _): beginContext()
    case (.file, .array, _): levels.append(.contexts)
    case (.context, .array, .roles):
      contexts[contexts.count - 1].hasRows = true
      contexts[contexts.count - 1].isInRoles = true
      levels.append(.contexts)
    case (.context, .array, .wrapper):
      contexts[contexts.count - 1].isInRoles = false
      levels.append(.contexts)
    case (.context, .object, .wrapper): beginContext()
    case (.context, _, .errors):
      skipped = 1
      isInErrors = true
    case (.context, .array, .list(let list)): beginEntries(list)
    case (.context, .array, .assigned): beginEntries(.licenses)
    case (.context, .object, .list(.licenses)), (.context, .object, .assigned): beginContext()
    case (.context, .object, .context(.virtualAccount)): levels.append(.name)
    case (.entries(let list), .object, _):
      entry = JSONEntry(of: list, at: reader.position)
      levels.append(.entry(list))
    case (.entry, .array, .details) where entry?.hasDetails == false:
      take(token)
      levels.append(.details)
    case (.details, .object, _):
      beginDetail()
      levels.append(.detail)
    default:
      take(token)
      skipped = 1
    }
  }

  /// Anything in a list or an object of errors is one.
  private mutating func readErrors(_ token: JSONReader.Token) {
    switch token {
    case .end where skipped == 0: isInErrors = false
    case .text:
      noteError(String(decoding: TextCleaning.repaired(reader.text[...]).text, as: UTF8.self))
    case .key: noteError("")
    default: break
    }
  }

  private mutating func close() {
    guard skipped == 0, let level = levels.popLast() else {
      skipped -= 1
      return
    }
    switch level {
    case .context: endContext()
    case .entry: endEntry()
    default: break
    }
  }

  mutating func beginDetail() {
    entry?.beginDetail(at: reader.position)
    if entry?.isTooLarge == true { stop("a license has more than \(JSONEntry.limit)") }
  }
}
