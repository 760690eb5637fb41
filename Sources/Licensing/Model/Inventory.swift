/// Everything that was read, joined by (account domain, virtual account), never by a name alone.
package struct Inventory: Sendable {
  /// What the identifiers in it stand for.
  package var texts: TextTable
  /// Sorted by account domain.
  package var accounts: [SmartAccount]
  /// Problems of reading and of joining, sorted by place.
  package var diagnostics: [Diagnostic]
  /// Virtual accounts with rows in two files, one for each pair of files, sorted by place.
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
    diagnostics = (rows.diagnostics + joined.flatMap(\.diagnostics)).inInputOrder()
    isCutShort = rows.isCutShort
    let shared = joined.flatMap(\.shared) + rows.elsewhere.sharedVirtualAccounts
    sharedVirtualAccounts = shared.firstOfEachPair().filter { !$0.isElsewhere }
  }

  /// The account of a domain, or nil.
  package func account(_ domain: String) -> SmartAccount? {
    accounts.first { texts.string($0.domain) == domain }
  }
}

/// An account and what was found while it was joined.
package struct JoinedAccount: Sendable {
  /// The account with its licenses joined.
  package var account: SmartAccount
  var diagnostics: [Diagnostic]
  var shared: [SharedVirtualAccount]
}

/// A virtual account that two files have rows of: the same licenses may be counted twice.
package struct SharedVirtualAccount: Sendable {
  /// The account domain.
  package var account: TextID
  /// Its name.
  package var virtualAccount: TextID
  /// The first file with rows of it, by its place in input order.
  package var owner: Int32
  /// The first of its rows in the other file.
  package var location: SourceLocation
  /// Of an account of another shard, which tells it.
  var isElsewhere = false
}

extension [SharedVirtualAccount] {
  /// Of each pair of files the one that stands first, in input order.
  fileprivate func firstOfEachPair() -> [SharedVirtualAccount] {
    var pairs: Set<[Int32]> = []
    return sorted { $0.location < $1.location }
      .filter { pairs.insert([$0.owner, $0.location.file]).inserted }
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
