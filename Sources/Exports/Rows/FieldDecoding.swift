internal import Licensing

/// Decodes the fields of one record after another, and collects what is wrong with them.
///
/// It does not know which export a field is in. A bad value is reported by the call that decodes
/// it; whoever calls says whether the value or the row is lost. `bytes` are those the record's
/// fields are ranges of.
struct FieldDecoding {
  var rows = ExportRows()
  var layout: ColumnLayout
  var record = Record()
  /// The domain of the account folder; empty where the file lies in none.
  private(set) var folderAccount = TextID.empty
  /// Where several runs share the work, the accounts of this one.
  private(set) var shard: Shard?
  /// The account that was last asked about, and whether it belongs to the shard.
  var judgedAccount = TextID.empty
  var isJudgedOwn = false
  /// The text of each place of a record, where the same bytes stood in the record before.
  var remembered: [RememberedText] = []
  /// What the license types that were read last mean; each text is read once.
  var termTypes: [(text: TextID, type: LicenseExport.TermType?)] = []
  /// What the statuses that were read last mean.
  var termStatuses: [(text: TextID, status: TermStatus)] = []
  /// Whether the record lies in the part, so that its texts can be remembered.
  var isInPart = false
  private var file: Int32
  private var dateOrder: DateOrder?
  /// The account of the record, once it is known, for the diagnostics.
  private var account = TextID.empty
  /// By text as written, the account domain it means; empty where that is not known yet.
  private var domains: [TextID] = []

  /// Decoding for a file of this format.
  init(format: ExportFormat) {
    layout = format.layout
    file = format.file
    dateOrder = format.dateOrder
  }

  /// Turns to a part of a file, whose rows' texts go into a table.
  mutating func begin(_ format: ExportFormat, texts: inout TextTable) {
    swap(&rows.texts, &texts)
    if file != format.file { domains.removeAll(keepingCapacity: true) }
    (layout, file, dateOrder) = (format.layout, format.file, format.dateOrder)
    shard = format.shard
    folderAccount = rows.texts.insert(format.accountFolder ?? "")
    rows.kind = layout.kind
    record.fields = Array(repeating: Record.Field(column: 0), count: layout.fieldCount)
    record.isRemembered = false
    remembered = Array(repeating: RememberedText(), count: layout.fieldCount)
  }

  /// Hands out what was decoded, and gives the table back.
  mutating func takeRows(texts: inout TextTable) -> ExportRows {
    swap(&rows.texts, &texts)
    let taken = rows
    rows = ExportRows()
    return taken
  }

  /// Where the record begins.
  var rowLocation: SourceLocation {
    SourceLocation(file: file, line: record.line, column: record.column)
  }

  /// Where a column's field stands; the record's place where it has none.
  func location(of column: Column) -> SourceLocation {
    guard let place = layout.place(of: column) else { return rowLocation }
    let field = record.fields[place]
    if field.column == 0 { return rowLocation }
    return SourceLocation(file: file, line: field.line, column: field.column)
  }

  /// Whether the field is empty or missing.
  @inline(__always) func isEmpty(_ column: Column, _ bytes: Span<UInt8>) -> Bool {
    range(column, bytes).isEmpty
  }

  /// Where the field's bytes stand, trimmed; empty where the file has no such column.
  ///
  /// Quotes in it may be doubled, which no count, day or word has.
  @inline(__always) func range(_ column: Column, _ bytes: Span<UInt8>) -> Range<Int> {
    guard let place = layout.place(of: column) else { return 0..<0 }
    return TextCleaning.trimmed(record.fields[place].range, of: bytes)
  }

  /// The field as a string, cleaned.
  mutating func string(_ column: Column, _ bytes: Span<UInt8>) -> String {
    guard let place = layout.place(of: column) else { return "" }
    return String(decoding: cleaned(column, place, bytes).text, as: UTF8.self)
  }

  /// A name that must not be empty; nil rejects the row.
  mutating func name(_ column: Column, _ what: String, _ bytes: Span<UInt8>) -> TextID? {
    let name = text(column, bytes)
    guard name.isEmpty else { return name }
    error("empty-name", "the \(what) is empty", loss: .row, at: location(of: column))
    return nil
  }

  /// A domain of at least two labels, lower-cased; nil rejects the row.
  mutating func accountDomain(_ bytes: Span<UInt8>) -> TextID? {
    let written = text(.accountDomain, bytes)
    if written.isEmpty, !folderAccount.isEmpty {
      account = folderAccount
      return account
    }
    if Int(written.index) < domains.count, !domains[Int(written.index)].isEmpty {
      account = domains[Int(written.index)]
      return account
    }
    return newAccountDomain(written)
  }

  private mutating func newAccountDomain(_ written: TextID) -> TextID? {
    let domain = rows.texts.string(written).lowercasedASCII
    guard EmailAddress.isDomain(domain) else {
      error(
        "bad-account-domain",
        "account domain \(domain.quoted) is not a domain name (expected like acme.example)",
        loss: .row, value: domain, at: location(of: .accountDomain))
      return nil
    }
    let stated = rows.texts.insert(domain)
    guard folderAccount.isEmpty || stated == folderAccount else {
      let folder = rows.texts.string(folderAccount)
      error(
        "other-account",
        "the row is of account '\(domain)' but lies in the folder of '\(folder)'", loss: .row,
        value: domain, at: location(of: .accountDomain))
      return nil
    }
    while domains.count <= Int(written.index) {
      domains += Array(repeating: .empty, count: max(64, domains.count))
    }
    domains[Int(written.index)] = stated
    account = stated
    return stated
  }

  /// Decimal digits up to 999,999,999; nil where empty or bad, and a bad one is reported.
  mutating func count(
    _ column: Column, _ what: String, loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) -> Int32? {
    let range = range(column, bytes)
    guard !range.isEmpty else { return nil }
    if let count = CountDecoding.count(bytes, range) { return count }
    let value = string(column, bytes)
    error(
      "bad-count", "\(what) \(value.quoted) is not a count (expected digits, 0 to 999999999)",
      loss: loss, value: value, at: location(of: column))
    return nil
  }

  /// A day in the form that all but every export uses, without blanks; nil for any other field.
  @inline(__always) func plainDate(_ column: Column, _ bytes: Span<UInt8>) -> CalendarDate? {
    guard let place = layout.place(of: column) else { return nil }
    return DateDecoding.isoDate(bytes, record.fields[place].range)
  }

  /// Digits without blanks; nil for any other field.
  @inline(__always) func plainCount(_ column: Column, _ bytes: Span<UInt8>) -> Int32? {
    guard let place = layout.place(of: column) else { return nil }
    let range = record.fields[place].range
    return range.isEmpty ? nil : CountDecoding.count(bytes, range)
  }

  /// A day; nil where empty or bad, and a bad one is reported.
  mutating func date(
    _ column: Column, _ what: String, loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) -> CalendarDate? {
    let range = range(column, bytes)
    guard !range.isEmpty else { return nil }
    if let date = DateDecoding.isoDate(bytes, range) { return date }
    if let date = DateDecoding.date(bytes.extracting(range).array[...], order: dateOrder) {
      return date
    }
    let value = string(column, bytes)
    error(
      "bad-date", "\(what) \(value.quoted) is not a day (expected YYYY-MM-DD)", loss: loss,
      value: value, at: location(of: column))
    return nil
  }

  /// Yes or no in any of the accepted words; empty or missing is no.
  mutating func flag(_ column: Column, _ what: String, _ bytes: Span<UInt8>) -> Bool {
    if isEmpty(column, bytes) { return false }
    if record.isPlain {
      let word = bytes.extracting(range(column, bytes))
      if word.isWord("yes") { return true }
      if word.isWord("no") { return false }
    }
    let word = string(column, bytes).lowercasedASCII
    if let isOn = FlagWord.meaning(of: word) { return isOn }
    error(
      "bad-flag", "\(what) \(word.quoted) is neither yes nor no", loss: .value, value: word,
      at: location(of: column))
    return false
  }

  /// Reports an error of the record.
  mutating func error(
    _ code: String, _ message: String, loss: Diagnostic.Loss, value: String? = nil,
    at location: SourceLocation
  ) {
    rows.diagnostics.append(
      .error(code, message, loss: loss, value: value, account: accountName, at: location))
  }

  /// Reports a warning about the record.
  mutating func warning(
    _ code: String, _ message: String, value: String? = nil, at location: SourceLocation
  ) {
    rows.diagnostics.append(
      .warning(code, message, value: value, account: accountName, at: location))
  }

  /// Reports a note about the record.
  mutating func note(
    _ code: String, _ message: String, value: String? = nil, at location: SourceLocation
  ) {
    rows.diagnostics.append(
      .note(code, message, value: value, account: accountName, at: location))
  }

  /// Forgets the texts of the record before, whose bytes are no longer at hand.
  mutating func forgetTexts() {
    for place in remembered.indices { remembered[place].length = -1 }
  }

  /// Leaves the account of the record before; of the next one only the folder's is known yet.
  mutating func beginRecord(isInPart: Bool) {
    account = folderAccount
    self.isInPart = isInPart
  }

  private var accountName: String? { account.isEmpty ? nil : rows.texts.string(account) }
}
