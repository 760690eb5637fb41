internal import Licensing

/// Turns a response of the portal's licensing API into the records its flattened CSV would give.
///
///     {"total": 2, "licenses": [{"license": ..., "licenseDetails": [{...}, {...}]}, ...]}
///
/// A license's facts may stand behind its details, so that its rows are decoded where it ends; one
/// whose end never comes gives none. A response names no account: the account folder does.
struct JSONExport {
  /// What the innermost open container is, where none is skipped.
  private enum Level {
    case file, response, licenses, license, details, detail
  }

  /// So many different keys that are not known are noted; a response of more is damaged.
  static let mostNotes = 1_000

  private var reader = JSONReader()
  private let file: Int32
  private var fields: RowDecoder
  private var level = Level.file
  /// Containers open below one that is skipped, that one included.
  private var skipped = 0
  /// What the next value means; nil where its key is not known.
  private var key: JSONKey?
  private var keyName = ""
  private var noted: Set<String> = []
  private var license = JSONLicense()
  private var page: ResponsePage
  private var hasTotal = false
  private var hasLicenses = false
  /// Rows of the pieces before, over the table in `fields`.
  private var parts: [ExportRows] = []
  /// Why nothing more is read, beside what the reader finds.
  private var damage: (message: String, place: JSONReader.Place)?

  /// A response that nothing was read of yet, in the folder of an account.
  init(file: Int32, accountFolder: String, options: ExportOptions) {
    self.file = file
    let layout = ColumnLayout(ofEveryColumn: .licenses, isPortalExport: true)
    let format = ExportFormat(
      file: file, layout: layout, delimiter: 0, accountFolder: accountFolder,
      options: options)
    fields = RowDecoder(format: format)
    page = ResponsePage(location: SourceLocation(file: file, line: 1, column: 1))
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
    }
    if isLast { reader.finish() }
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
      guard hasLicenses else {
        return rejected("malformed-json", DiagnosticText(whole: message), at)
      }
      fields.rows.isCutShort = true
      fields.rows.diagnostics.append(
        .error(
          "malformed-json", DiagnosticText(whole: message), loss: .rest, at: location(at)))
    case (nil, nil) where !hasLicenses:
      let message: DiagnosticText =
        "no response of the licensing API (expected an object with a list 'licenses')"
      return rejected("unknown-kind", message, JSONReader.Place())
    case (nil, nil): break
    }
    var texts = TextTable()
    var rows = parts + [fields.takeRows(texts: &texts)]
    rows[0].texts = texts
    rows[0].kind = .licenses
    rows[0].page = page
    return rows
  }

  private func rejected(
    _ code: String, _ message: DiagnosticText, _ place: JSONReader.Place
  ) -> [ExportRows] {
    var rows = ExportRows()
    rows.diagnostics = [.error(code, message, loss: .file, at: location(place))]
    return [rows]
  }

  private func location(_ place: JSONReader.Place) -> SourceLocation {
    SourceLocation(file: file, line: place.line, column: place.column)
  }
}

extension JSONExport {
  private mutating func takeKey() {
    guard skipped == 0 else { return }
    keyName = String(decoding: TextCleaning.repaired(reader.text[...]).text, as: UTF8.self)
    key =
      switch level {
      case .response: JSONKey.ofResponse(keyName)
      case .license: JSONKey.ofLicense(keyName)
      default: JSONKey.ofDetail(keyName)
      }
  }

  /// A container begins.
  private mutating func open(_ token: JSONReader.Token) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    switch (level, token, key) {
    case (.file, .object, _): level = .response
    case (.response, .array, .licenses) where !hasLicenses:
      hasLicenses = true
      level = .licenses
    case (.licenses, .object, _):
      license.begin(at: reader.place)
      level = .license
    case (.license, .array, .details) where !license.hasDetails:
      take(token)
      level = .details
    case (.details, .object, _):
      license.beginDetail(at: reader.place)
      level = .detail
    default:
      take(token)
      skipped = 1
    }
  }

  private mutating func close() {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    switch level {
    case .file, .response: level = .file
    case .licenses: level = .response
    case .license: endLicense()
    case .details: level = .license
    case .detail:
      level = .details
      if license.isTooLarge { stop("a license has more than 10000 details or 4 MiB of them") }
    }
  }

  private mutating func endLicense() {
    page.licenses += 1
    license.decode(into: &fields, file: file)
    level = .licenses
  }

  private mutating func stop(_ message: String) {
    damage = (message, reader.place)
  }

  /// A value: of a key, or of a list of objects where it is none.
  private mutating func take(_ token: JSONReader.Token) {
    let value = JSONLicense.Value(
      key: keyName, token: token, text: reader.text, place: reader.place)
    switch level {
    case .file: break
    case .licenses:
      license.begin(at: reader.place)
      license.takeNoObject(value, isDetail: false)
      endLicense()
    case .details:
      license.beginDetail(at: reader.place)
      license.takeNoObject(value, isDetail: true)
    case .response, .license, .detail: takeKeyed(value)
    }
  }

  private mutating func takeKeyed(_ value: JSONLicense.Value) {
    switch key {
    case nil: note(value)
    case .unused: break
    case .licenses: if hasLicenses { stop("the key 'licenses' stands twice") }
    case .total: takeTotal(value)
    case .details: license.takeDetails(value)
    case .fact(let column): license.take(value, as: column, isDetail: level == .detail)
    }
  }

  private mutating func takeTotal(_ value: JSONLicense.Value) {
    if hasTotal { return stop("the key 'total' stands twice") }
    hasTotal = true
    page.location = location(value.place)
    let written = String(decoding: TextCleaning.repaired(value.text[...]).text, as: UTF8.self)
    switch value.token {
    case .nothing: return
    case .number,
      .text where (1...9).contains(written.utf8.count):
      page.total = written.utf8.allSatisfy { (48...57).contains($0) } ? Int(written) : nil
    default: break
    }
    guard page.total == nil else { return }
    let isText = value.token == .number || value.token == .text
    fields.beginRecord(isInPart: false)
    fields.error(
      "bad-count",
      "total \(isText ? written.quoted : value.token.name) is not a count (expected digits, 0 to "
        + "999999999)", loss: .value, value: isText ? written : nil, at: page.location)
  }

  private mutating func note(_ value: JSONLicense.Value) {
    let owner =
      switch level {
      case .license: "a license"
      case .detail: "a license's detail"
      default: "a response"
      }
    guard noted.insert("\(owner) \(keyName)").inserted else { return }
    if noted.count > Self.mostNotes {
      return stop("there are more than \(Self.mostNotes) keys that are not known")
    }
    fields.rows.diagnostics.append(
      .note(
        "unknown-key", "key \(keyName.quoted) of \(owner) is not known and is ignored",
        value: keyName, at: location(value.place)))
  }
}
