/// Where a virtual account of another shard's account has rows of licenses.
///
/// In input order; of rows that follow one another only the first is here.
package struct ElsewhereRow: Sendable {
  /// Whose it is.
  package var account: TextID
  /// Which part of the account it names.
  package var virtualAccount: TextID
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of this account.
  package init(account: TextID, virtualAccount: TextID, location: SourceLocation) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.location = location
  }
}

extension ElsewhereRow {
  /// Turns to the new table and moves down the file.
  mutating func move(_ move: RowMove) {
    account = move.text(account)
    virtualAccount = move.text(virtualAccount)
    location = location.moved(down: move.lines)
  }
}

extension [ElsewhereRow] {
  /// Virtual accounts that have rows in several files, as `JoinedAccount` finds its own.
  var sharedVirtualAccounts: [SharedVirtualAccount] {
    guard let first, let last, first.location.file != last.location.file else { return [] }
    var finder = SharedVirtualAccountFinder(isElsewhere: true)
    for row in self { finder.add(row.account, row.virtualAccount, at: row.location) }
    return finder.found
  }
}
