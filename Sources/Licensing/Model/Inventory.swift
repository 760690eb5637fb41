/// Everything that was read, joined by (account domain, virtual account), never by a name alone.
package struct Inventory: Sendable {
  /// What the identifiers in it stand for.
  package var texts: TextTable
  /// Sorted by account domain.
  package var accounts: [SmartAccount]
  /// Problems of reading and of joining, sorted by location.
  package var diagnostics: DiagnosticLog
  /// Virtual accounts with rows in two files, one for each pair of files, sorted by location.
  package var sharedVirtualAccounts: [SharedVirtualAccount]
  /// An export broke midway, so every message and page says so.
  package var isCutShort: Bool

  /// Joins what the files hold, in input order, as of a report date.
  ///
  /// The date only corrects instance dates that lie after it, which would be impossible.
  package init(joining files: [ExportRows], reportDate: CalendarDate) {
    let rows = JoinedRows(ReadRows(files))
    let accounts = (0..<rows.accountCount).map { rows.account($0, reportDate: reportDate) }
    self.init(rows, accounts: accounts)
  }

  /// The accounts that were joined from all the rows, in their order.
  package init(_ rows: JoinedRows, accounts joined: [JoinedAccount]) {
    texts = rows.texts
    accounts = joined.map(\.account)
    var found = rows.diagnostics
    for account in joined { found.append(contentsOf: account.diagnostics) }
    found.sort()
    diagnostics = found
    isCutShort = rows.isCutShort
    let shared = joined.flatMap(\.shared) + rows.elsewhere.sharedVirtualAccounts
    sharedVirtualAccounts = shared.firstOfEachPair().filter { !$0.isElsewhere }
  }
}
