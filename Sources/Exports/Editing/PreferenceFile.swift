package import Licensing

/// A file of preferences as it is, and as it would be with one user's row changed or added.
///
/// What is given back was read again by the readers of every run, and says exactly what was meant
/// and nothing else; all bytes that no changed field holds are as they were.
package struct PreferenceFile: Sendable {
  package typealias Refusal = EditingRefusal

  /// As they are on the disk, in their own encoding.
  package var bytes: [UInt8] { export.bytes }
  /// As every run reads them.
  package var rows: ExportRows { export.rows }
  private let export: EditableExport

  /// Reads the bytes of the file at an index of the input order.
  package init(
    _ bytes: [UInt8], file: Int32, accountFolder: String?, options: ExportOptions
  ) throws(Refusal) {
    export = try EditableExport(
      bytes, of: .preferences, file: file, accountFolder: accountFolder, options: options)
  }

  /// By location, the index of each row in `rows.preferences`.
  package var indices: [SourceLocation: Int] {
    let pairs = rows.preferences.enumerated().map { ($1.location, $0) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What the file states for rows, indices in `rows.preferences`, as typed; nil where not found.
  package func stored(_ indices: [Int]) -> [StoredPreferences?] {
    let rows = indices.map { self.rows.preferences[$0] }
    switch export.form {
    case .csv(let edit):
      let found = edit.rows(onLines: Set(rows.map(\.location.line)))
      return rows.map { row in found[row.location.line].map(edit.stored) }
    case .xml(let edit):
      let users = users(in: edit)
      return indices.map { users[$0].map(edit.stored) }
    }
  }

  /// Fields that the file has no column for; in XML there is none such.
  package var missing: Set<PreferenceField> {
    guard case .csv(let edit) = export.form else { return [] }
    return Set(PreferenceField.allCases.filter { edit.layout.index(of: $0.column) == nil })
  }

  /// The lines of records that cannot be read, and hold the address.
  package func brokenLines(with address: String) -> [Int32] {
    guard case .csv(let edit) = export.form else { return [] }
    return edit.brokenLines(with: address)
  }

  /// The bytes with fields of a row, an index in `rows.preferences`, saying something else.
  package func changing(
    _ index: Int, to values: [PreferenceField: PreferenceValue]
  ) throws(Refusal) -> [UInt8] {
    let row = rows.preferences[index]
    let text: [UInt8]
    switch export.form {
    case .csv(let edit):
      try checkColumns(of: values, in: edit)
      guard let found = edit.rows(onLines: [row.location.line])[row.location.line] else {
        throw .notFound
      }
      text = edit.changing(found, values)
    case .xml(let edit):
      guard let user = users(in: edit)[index] else { throw .notFound }
      text = edit.changing(user, values)
    }
    var intended = statements
    intended[index].change(values)
    return try proven(text, saying: intended)
  }

  /// The bytes with a new user in the account of a row, in the manner of that row.
  package func adding(
    _ email: String, with values: [PreferenceField: PreferenceValue], beside index: Int
  ) throws(Refusal) -> [UInt8] {
    let row = rows.preferences[index]
    var statement = PreferenceStatement(
      account: rows.texts.string(row.account), email: email)
    statement.change(values)
    var intended = statements
    let text: [UInt8]
    switch export.form {
    case .csv(let edit):
      guard edit.layout.index(of: .virtualAccounts) != nil else { throw .noScope }
      try checkColumns(of: values.filter { !$0.value.saysNothing }, in: edit)
      guard let found = edit.rows(onLines: [row.location.line])[row.location.line] else {
        throw .notFound
      }
      text = edit.adding(values, email: email, like: found)
      intended.append(statement)
    case .xml(let edit):
      guard let user = users(in: edit)[index] else { throw .notFound }
      text = edit.adding(values, email: email, behind: user)
      intended.insert(statement, at: index + 1)
    }
    return try proven(text, saying: intended)
  }

  private func checkColumns(
    of values: [PreferenceField: PreferenceValue], in edit: CSVEdit
  ) throws(Refusal) {
    let missing = PreferenceField.allCases.filter { field in
      values[field] != nil && edit.layout.index(of: field.column) == nil
    }
    if !missing.isEmpty { throw .noPlace(missing) }
  }

  /// By index in `rows.preferences`, the row's element.
  private func users(in edit: XMLEdit) -> [Int: XMLEdit.User] {
    let texts = rows.texts
    let names = rows.preferences.map { [texts.string($0.account), texts.string($0.email)] }
    return export.paired(names, with: edit.users) { ($0.account, $0.email) }
  }

  private var statements: [PreferenceStatement] { Self.statements(of: rows) }

  private static func statements(of rows: ExportRows) -> [PreferenceStatement] {
    rows.preferences.map { PreferenceStatement($0, texts: rows.texts) }
  }

  /// The bytes of a text, once reading them gives these statements and loses no other row.
  private func proven(
    _ text: [UInt8], saying intended: [PreferenceStatement]
  ) throws(Refusal) -> [UInt8] {
    try export.changed(to: text) { Self.statements(of: $0) == intended }
  }

  /// Reads changed bytes as every run would; throws where they say anything but what was meant.
  func prove(_ changed: [UInt8], saying intended: [PreferenceStatement]) throws(Refusal) {
    try export.prove(changed) { Self.statements(of: $0) == intended }
  }
}
