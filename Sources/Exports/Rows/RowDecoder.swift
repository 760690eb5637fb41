internal import Licensing

/// Decodes one record after another into rows, and collects what is wrong with them.
///
/// It holds what outlives a record: the rows, the layout of the file, what texts and domains were
/// met. `bytes` are those the record's fields are ranges of.
struct RowDecoder {
  /// How many texts are remembered with what they mean; as a rule there are three.
  static let mostRemembered = 16

  var rows = ExportRows()
  var layout: ColumnLayout
  var record = Record()
  /// The domain of the account folder, or of a rule; empty where there is neither.
  private(set) var folderAccount = TextID.empty
  /// Of a rule: the virtual account of each row, where no column says it.
  private(set) var constantVirtualAccount = TextID.empty
  /// How the file writes its values.
  private(set) var options = ExportOptions()
  /// The account that was last asked about, and whether it belongs to the shard.
  var judgedAccount = TextID.empty
  var isJudgedOwn = false
  /// The text of each field of a record, where the same bytes were in the record before.
  var remembered: [RememberedText] = []
  /// What the license types that were read last mean; each text is read once.
  var licenseTypes: [(text: TextID, type: LicenseType?)] = []
  /// The same of statuses.
  var statuses: [StatusReading] = []
  /// The same of the words for yes and no.
  var flags: [(text: TextID, isOn: Bool)] = []
  /// Whether the record lies in the part, so that its texts can be remembered.
  var isInPart = false
  /// Fields from this index on are missing in the record, which is shorter than the header.
  var missingFrom = Int.max
  /// Problems are found and not kept.
  var isSilent = false
  /// By column a bit: in the place of these values is what is no text and no number.
  var mistypedColumns: UInt64 = 0
  /// By column a bit: of these fields of the record it was reported that something was removed.
  var reportedColumns: UInt64 = 0
  /// What is reported once a file and was: words of statuses, codes.
  private var reportedOnce: Set<String> = []
  private var file: Int32
  /// The account of the record, once it is known, for the diagnostics.
  var account = TextID.empty
  /// By text as written, the account domain it means; empty where that is not known yet.
  var domains: [TextID] = []

  /// A decoder of a file of this format.
  init(format: ExportFormat) {
    layout = format.layout
    file = format.file
    options = format.options
  }

  /// Turns to a part of a file, whose rows' texts go into a table.
  mutating func begin(_ format: ExportFormat, texts: inout TextTable) {
    swap(&rows.texts, &texts)
    if file != format.file {
      domains.removeAll(keepingCapacity: true)
      reportedOnce.removeAll()
    }
    (layout, file, options) = (format.layout, format.file, format.options)
    folderAccount = rows.texts.insert(format.accountFolder ?? "")
    constantVirtualAccount = rows.texts.insert(layout.constantVirtualAccount ?? "")
    rows.kind = layout.kind
    record.fields = Array(repeating: Record.Field(column: 0), count: layout.fieldCount)
    record.mayHaveBlankRuns = true
    remembered = Array(repeating: RememberedText(), count: layout.fieldCount)
  }

  /// Hands out what was decoded, and gives the table back.
  mutating func takeRows(texts: inout TextTable) -> ExportRows {
    swap(&rows.texts, &texts)
    let taken = rows
    rows = ExportRows()
    return taken
  }

  /// Where several runs share the work, the accounts of this one.
  var shard: Shard? { options.shard }

  /// Where the record begins.
  var rowLocation: SourceLocation {
    SourceLocation(file: file, line: record.line, column: record.column)
  }

  /// Where a column's field is; the record's location where it has none.
  func location(of column: Column) -> SourceLocation {
    guard let index = layout.index(of: column) else { return rowLocation }
    return location(ofField: index)
  }

  /// Where a field is; the record's location where it is missing.
  func location(ofField index: Int) -> SourceLocation {
    let field = record.fields[index]
    if field.column == 0 { return rowLocation }
    return SourceLocation(file: file, line: field.line, column: field.column)
  }

  /// Reports an error of the record.
  mutating func error(
    _ code: String, _ text: DiagnosticText, loss: Diagnostic.Loss, value: String? = nil,
    at location: SourceLocation
  ) {
    if isSilent { return }
    rows.diagnostics.append(
      .error(code, text, loss: loss, value: value, account: accountName, at: location))
  }

  /// Reports a warning about the record.
  mutating func warning(
    _ code: String, _ text: DiagnosticText, value: String? = nil, at location: SourceLocation
  ) {
    if isSilent { return }
    rows.diagnostics.append(
      .warning(code, text, value: value, account: accountName, at: location))
  }

  /// Reports a note about the record.
  mutating func note(
    _ code: String, _ text: DiagnosticText, value: String? = nil, at location: SourceLocation
  ) {
    if isSilent { return }
    rows.diagnostics.append(.note(code, text, value: value, account: accountName, at: location))
  }

  /// Whether something that is reported once a file is to be reported now.
  ///
  /// Of a file that is read in parts each may report it; `OnceAFile` leaves the first.
  mutating func isFirst(_ key: String) -> Bool { !isSilent && reportedOnce.insert(key).inserted }

  /// Forgets the texts of the record before, whose bytes are no longer at hand.
  mutating func forgetTexts() {
    for index in remembered.indices { remembered[index].length = -1 }
  }

  /// Leaves the account of the record before; of the next one only the folder's is known yet.
  mutating func beginRecord(isInPart: Bool) {
    account = folderAccount
    reportedColumns = 0
    missingFrom = .max
    self.isInPart = isInPart
  }

  private var accountName: String? { account.isEmpty ? nil : rows.texts.string(account) }
}
