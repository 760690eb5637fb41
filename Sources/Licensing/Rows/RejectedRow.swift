/// A row that was left out, by kind and by what could be read of its account.
package struct RejectedRow: Sendable {
  /// What it would have been.
  package var kind: ExportKind
  /// Empty: could not be read.
  package var account: TextID
  /// Empty: could not be read.
  package var virtualAccount: TextID

  /// A rejected row of this kind and account.
  package init(kind: ExportKind, account: TextID, virtualAccount: TextID) {
    self.kind = kind
    self.account = account
    self.virtualAccount = virtualAccount
  }
}
