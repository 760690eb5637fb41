/// Everything that was read, joined by (account domain, virtual account), never by a name alone.
package struct Inventory: Sendable {
  package var texts: TextTable
  /// Sorted by account domain.
  package var accounts: [SmartAccount]
  /// Problems of reading and of joining, sorted by place.
  package var diagnostics: [Diagnostic]
  /// An export broke midway, so every message and page says so.
  package var isCutShort: Bool

  /// Joins what the files hold, in input order, as of a report date.
  ///
  /// The date only corrects instance dates that lie after it, which would be impossible.
  package init(joining files: [ExportRows], reportDate: CalendarDate) {
    var rows = JoinedRows()
    for file in files { rows.append(file) }
    isCutShort = files.contains(where: \.isCutShort)
    accounts = []
    for var slice in rows.byAccount() {
      let account = SmartAccount(
        joining: &slice, texts: rows.texts, reportDate: reportDate,
        diagnostics: &rows.diagnostics)
      accounts.append(account)
    }
    texts = rows.texts
    let table = texts
    accounts.sort { table.precedes($0.domain, $1.domain) }
    diagnostics = rows.diagnostics.inInputOrder()
  }

  /// The account of a domain, or nil.
  package func account(_ domain: String) -> SmartAccount? {
    accounts.first { texts.string($0.domain) == domain }
  }
}

extension [Diagnostic] {
  /// Sorted by place; problems of one place stay in the order they were found.
  package func inInputOrder() -> [Diagnostic] {
    enumerated().sorted {
      $0.element.location == $1.element.location
        ? $0.offset < $1.offset : $0.element.location < $1.element.location
    }.map(\.element)
  }
}
