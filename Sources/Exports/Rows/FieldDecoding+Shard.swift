internal import Licensing

extension FieldDecoding {
  /// Whether the record is of an account that another shard makes, so that nothing of it is kept.
  ///
  /// What every shard finds is found all the same: problems of a record without a sound account.
  mutating func isElsewhere(_ bytes: Span<UInt8>) -> Bool {
    guard let shard else { return false }
    let told = rows.diagnostics.count
    guard let account = accountDomain(bytes), !isOwn(account, shard) else {
      // Decoding the record tells it again.
      rows.diagnostics.removeLast(rows.diagnostics.count - told)
      beginRecord(isInPart: isInPart)
      return false
    }
    if layout.kind == .licenses { keepPlace(of: account, bytes) }
    return true
  }

  /// Whether an account belongs to the shard.
  mutating func isOwn(_ account: TextID, _ shard: Shard) -> Bool {
    if account != judgedAccount {
      judgedAccount = account
      isJudgedOwn = shard.holds(rows.texts.bytes(of: account))
    }
    return isJudgedOwn
  }

  /// Keeps where a virtual account of another shard's account has rows.
  ///
  /// That two files share a virtual account is told once for the two files, whichever account
  /// comes first. Of rows that follow one another the first that is used will do.
  private mutating func keepPlace(of account: TextID, _ bytes: Span<UInt8>) {
    let told = rows.diagnostics.count
    defer { rows.diagnostics.removeLast(rows.diagnostics.count - told) }
    let virtualAccount = text(.virtualAccount, bytes)
    if let last = rows.elsewhere.last, last.account == account,
      last.virtualAccount == virtualAccount
    {
      return
    }
    guard let row = LicenseExport.row(&self, bytes) else { return }
    rows.elsewhere.append(
      ElsewhereRow(
        account: row.account, virtualAccount: row.virtualAccount, location: row.location))
  }
}
