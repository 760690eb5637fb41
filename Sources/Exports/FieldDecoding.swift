internal import Licensing

/// Decodes the fields of one record after another, and collects what is wrong with them.
///
/// It does not know which export a field is in. A bad value is reported by the call that decodes
/// it; whoever calls says whether the value or the row is lost.
struct FieldDecoding {
  var rows = ExportRows()
  var layout: ColumnLayout
  var record = Record()
  /// The domain of the account folder; empty where the file lies in none.
  let folderAccount: TextID
  private let file: Int32
  private let dateOrder: DateOrder?
  /// The account of the record, once it is known, for the diagnostics.
  private(set) var account: String?
  private var lastAccount: (written: [UInt8], text: TextID) = ([], .empty)

  /// Decoding for a file with these columns.
  init(
    layout: ColumnLayout, file: Int32, accountFolder: String?, dateOrder: DateOrder?,
    diagnostics: [Diagnostic]
  ) {
    self.layout = layout
    self.file = file
    self.dateOrder = dateOrder
    rows.kind = layout.kind
    rows.diagnostics = diagnostics
    folderAccount = rows.texts.insert(accountFolder ?? "")
  }

  /// Where the record begins.
  var rowLocation: SourceLocation {
    SourceLocation(file: file, line: record.line, column: record.column)
  }

  /// Where a column's field stands; the record's place where it has none.
  func location(of column: Column) -> SourceLocation {
    guard let place = layout.place(of: column) else { return rowLocation }
    let field = record.fields[place]
    return SourceLocation(file: file, line: field.line, column: field.column)
  }

  /// The field's bytes, trimmed; empty where the file has no such column.
  func bytes(_ column: Column) -> ArraySlice<UInt8> {
    guard let place = layout.place(of: column) else { return [] }
    return TextCleaning.trimmed(record.bytes[record.fields[place].range])
  }

  /// The field as a string, cleaned.
  mutating func string(_ column: Column) -> String {
    String(decoding: cleaned(column), as: UTF8.self)
  }

  /// The field's text, cleaned; empty where there is none.
  mutating func text(_ column: Column) -> TextID {
    let cleaned = cleaned(column)
    return rows.texts.insert(cleaned.span)
  }

  /// A name that must not be empty; nil rejects the row.
  mutating func name(_ column: Column, _ what: String) -> TextID? {
    let name = text(column)
    guard name.isEmpty else { return name }
    error("empty-name", "the \(what) is empty", loss: .row, at: location(of: column))
    return nil
  }

  /// Leaves the account of the record before; of the next one only the folder's is known yet.
  mutating func forgetAccount() {
    account = folderAccount.isEmpty ? nil : rows.texts.string(folderAccount)
  }

  /// A domain of at least two labels, lower-cased; nil rejects the row.
  mutating func accountDomain() -> TextID? {
    let written = bytes(.accountDomain)
    if written.isEmpty, !folderAccount.isEmpty {
      account = rows.texts.string(folderAccount)
      return folderAccount
    }
    if !written.isEmpty, lastAccount.written[...] == written {
      account = rows.texts.string(lastAccount.text)
      return lastAccount.text
    }
    let domain = string(.accountDomain).lowercasedASCII
    guard EmailAddress.isDomain(domain) else {
      error(
        "bad-account-domain",
        "account domain \(domain.quoted) is not a domain name (expected like acme.example)",
        loss: .row, value: domain, at: location(of: .accountDomain))
      return nil
    }
    let text = rows.texts.insert(domain)
    account = domain
    guard folderAccount.isEmpty || text == folderAccount else {
      let folder = rows.texts.string(folderAccount)
      error(
        "other-account",
        "the row is of account '\(domain)' but lies in the folder of '\(folder)'", loss: .row,
        value: domain, at: location(of: .accountDomain))
      return nil
    }
    lastAccount = (Array(written), text)
    return text
  }

  /// Decimal digits up to 999,999,999; nil where empty or bad, and a bad one is reported.
  mutating func count(_ column: Column, _ what: String, loss: Diagnostic.Loss) -> Int32? {
    let written = bytes(column)
    guard !written.isEmpty else { return nil }
    let digits = written.drop { $0 == 48 }
    if digits.count <= 9, written.allSatisfy({ (48...57).contains($0) }) {
      return digits.reduce(0) { $0 * 10 + Int32($1 - 48) }
    }
    let value = string(column)
    error(
      "bad-count", "\(what) \(value.quoted) is not a count (expected digits, 0 to 999999999)",
      loss: loss, value: value, at: location(of: column))
    return nil
  }

  /// A day; nil where empty or bad, and a bad one is reported.
  mutating func date(_ column: Column, _ what: String, loss: Diagnostic.Loss) -> CalendarDate? {
    let written = bytes(column)
    guard !written.isEmpty else { return nil }
    if let date = DateDecoding.date(written, order: dateOrder) { return date }
    let value = string(column)
    error(
      "bad-date", "\(what) \(value.quoted) is not a day (expected YYYY-MM-DD)", loss: loss,
      value: value, at: location(of: column))
    return nil
  }

  /// Yes or no in any of the accepted words; empty or missing is no.
  mutating func flag(_ column: Column, _ what: String) -> Bool {
    let word = string(column).lowercasedASCII
    switch word {
    case "yes", "y", "true", "on", "enabled", "1": return true
    case "", "no", "n", "false", "off", "disabled", "0": return false
    default:
      error(
        "bad-flag", "\(what) \(word.quoted) is neither yes nor no", loss: .value, value: word,
        at: location(of: column))
      return false
    }
  }

  /// Reports an error of the record.
  mutating func error(
    _ code: String, _ message: String, loss: Diagnostic.Loss, value: String? = nil,
    at location: SourceLocation
  ) {
    rows.diagnostics.append(
      .error(code, message, loss: loss, value: value, account: account, at: location))
  }

  /// Reports a warning about the record.
  mutating func warning(
    _ code: String, _ message: String, value: String? = nil, at location: SourceLocation
  ) {
    rows.diagnostics.append(
      .warning(code, message, value: value, account: account, at: location))
  }

  private mutating func cleaned(_ column: Column) -> ArraySlice<UInt8> {
    let written = bytes(column)
    if TextCleaning.isClean(written) { return written }
    let (text, hadDirection) = TextCleaning.repaired(written)
    if hadDirection {
      warning(
        "direction-removed", "characters that change the writing direction were removed",
        value: String(decoding: text, as: UTF8.self), at: location(of: column))
    }
    return text[...]
  }
}
