internal import Licensing

/// Whose a record is.
extension RowDecoder {
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
    let typed = rows.texts.string(written)
    let domain = typed.lowercasedASCII
    if domain.isEmpty {
      error(
        "bad-account-domain", "the account domain is missing", loss: .row,
        at: location(of: .accountDomain))
      return nil
    }
    guard EmailAddress.isDomain(domain) else {
      error(
        "bad-account-domain",
        "account domain \(typed.quoted) is not a domain name (expected a name such as "
          + "acme.example)", loss: .row, value: typed, at: location(of: .accountDomain))
      return nil
    }
    let stated = rows.texts.insert(domain)
    guard folderAccount.isEmpty || stated == folderAccount else {
      let folder = rows.texts.string(folderAccount)
      error(
        "other-account",
        "the row is of account '\(typed)' but lies in the folder of '\(folder)'", loss: .row,
        value: typed, at: location(of: .accountDomain))
      return nil
    }
    while domains.count <= Int(written.index) {
      domains += Array(repeating: .empty, count: max(64, domains.count))
    }
    domains[Int(written.index)] = stated
    account = stated
    return stated
  }

  /// Whether the record is of an account that another shard makes, so that nothing of it is kept.
  ///
  /// What every shard finds is found all the same: problems of a record without a sound account.
  mutating func isElsewhere(_ bytes: Span<UInt8>) -> Bool {
    guard let shard else { return false }
    // Decoding the record reports what is wrong with its account.
    isSilent = true
    defer { isSilent = false }
    guard let account = accountDomain(bytes), !isOwn(account, shard) else {
      self.account = folderAccount
      return false
    }
    if layout.kind == .licenses { keepLocation(of: account, bytes) }
    reportRemovedOfDomain(bytes)
    return true
  }

  /// Reports what was removed from the domain, which every shard does, for no account is known yet.
  private mutating func reportRemovedOfDomain(_ bytes: Span<UInt8>) {
    isSilent = false
    beginRecord(isInPart: isInPart)
    _ = text(.accountDomain, bytes)
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
  /// That two files share a virtual account is reported once for the two files, whichever account
  /// comes first. Of rows that follow one another the first that is used will do.
  private mutating func keepLocation(of account: TextID, _ bytes: Span<UInt8>) {
    let virtualAccount = text(.virtualAccount, bytes)
    if let last = rows.elsewhere.last, last.account == account,
      last.virtualAccount == virtualAccount
    {
      return
    }
    guard let row = LicenseRow(&self, bytes) else { return }
    rows.elsewhere.append(
      ElsewhereRow(
        account: row.account, virtualAccount: row.virtualAccount, location: row.location))
  }
}
