package import Licensing

/// A file of dismissals as it is, and as it would be with a row added or rows removed.
///
/// What is given back was read again by the readers of every run, and says exactly what was meant
/// and nothing else; all other bytes are as they were.
package struct DismissalFile: Sendable {
  /// As they are on the disk, in their own encoding.
  package var bytes: [UInt8] { export.bytes }
  /// As every run reads them.
  package var rows: ExportRows { export.rows }
  private let export: EditableExport

  /// Reads the bytes of the file at an index of the input order.
  package init(
    _ bytes: [UInt8], file: Int32, accountFolder: String?, options: ExportOptions
  ) throws(EditingRefusal) {
    export = try EditableExport(
      bytes, of: .dismissals, file: file, accountFolder: accountFolder, options: options)
  }

  /// The bytes of a new file, which has no row yet: a header of all columns.
  package static var empty: [UInt8] {
    let none = DismissalStatement(
      account: "", virtualAccount: "", event: "", subject: "", subscription: "", end: nil,
      until: nil, by: "", reason: "")
    return Array((none.texts.map(\.column.name).joined(separator: ",") + "\n").utf8)
  }

  /// What each row says, in the order of `rows.dismissals`.
  package var statements: [DismissalStatement] { Self.statements(of: rows) }

  /// The bytes with a row more: in CSV at the end, in XML behind the account's last one.
  package func adding(
    _ statement: DismissalStatement
  ) throws(EditingRefusal) -> [UInt8] {
    let own = rows.dismissals.indices.last { statements[$0].account == statement.account }
    var intended = statements
    let text: [UInt8]
    switch export.form {
    case .csv(let edit):
      for (column, text) in statement.texts where !text.isEmpty && column != .accountDomain {
        if edit.layout.index(of: column) == nil { throw .noColumn(column.name) }
      }
      let line = own.map { rows.dismissals[$0].location.line }
      let row = line.flatMap { edit.rows(onLines: [$0])[$0] }
      let texts = Dictionary(uniqueKeysWithValues: statement.texts.map { ($0.column, $0.text) })
      text = edit.adding(texts, like: row)
      intended.append(statement)
    case .xml(let edit):
      guard let own, let element = elements(in: edit)[own] else { throw .notFound }
      let attributes = statement.texts.compactMap { column, text in
        Self.attributes[column].map { (name: $0, value: text) }
      }
      text = edit.adding(attributes, behind: element)
      intended.insert(statement, at: own + 1)
    }
    return try export.changed(to: text) { Self.statements(of: $0) == intended }
  }

  /// The bytes without rows, indices in `rows.dismissals`.
  package func removing(_ indices: [Int]) throws(EditingRefusal) -> [UInt8] {
    let removed = Set(indices)
    let text: [UInt8]
    switch export.form {
    case .csv(let edit):
      text = edit.removing(onLines: Set(indices.map { rows.dismissals[$0].location.line }))
    case .xml(let edit):
      let elements = elements(in: edit)
      let found = indices.compactMap { elements[$0] }
      guard found.count == indices.count else { throw .notFound }
      text = edit.removing(found)
    }
    let intended = statements.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
    return try export.changed(to: text) { Self.statements(of: $0) == intended }
  }

  private static let attributes: [Column: String] = [
    .virtualAccount: "virtual-account", .alertEvent: "alert-event", .subject: "subject",
    .subscription: "subscription-id", .endDate: "end-date", .until: "until", .by: "by",
    .reason: "reason",
  ]

  /// By index in `rows.dismissals`, the row's element.
  private func elements(in edit: XMLEdit) -> [Int: XMLEdit.Dismissal] {
    export.paired(statements.map { [$0.account, $0.subject] }, with: edit.dismissals) { element in
      let subject = edit.value("subject", of: element.tag) ?? ""
      return (element.account, TextCleaning.string(subject.utf8))
    }
  }

  private static func statements(of rows: ExportRows) -> [DismissalStatement] {
    rows.dismissals.map { DismissalStatement($0, texts: rows.texts) }
  }
}
