/// What the rows of dismissals name.
extension SmartAccount {
  /// Finds the subject of each row; licenses, instances and stated alerts are joined already.
  mutating func joinDismissals(
    _ rows: [DismissalRow], _ indices: VirtualAccountIndices, texts: TextTable,
    reportDate: CalendarDate, diagnostics: inout DiagnosticLog
  ) {
    if rows.isEmpty { return }
    let subjects = DismissalSubjects(of: self, texts: texts)
    for row in rows {
      if let until = row.until, until < reportDate {
        dismissals.append(Dismissal(row: row, state: .isOver))
        continue
      }
      var found = subjects.virtualAccounts(of: row)
      if !row.virtualAccount.isEmpty {
        let index = indices[row.virtualAccount]
        found = found.filter { $0 != nil && $0 == index }
      }
      guard found.count == 1, let virtualAccount = found.first else {
        dismissals.append(Dismissal(row: row, state: .namesNothing))
        diagnostics.append(row.note(isOfSeveral: found.count > 1, texts: texts))
        continue
      }
      dismissals.append(Dismissal(row: row, state: .holds(virtualAccount: virtualAccount)))
    }
  }
}

extension SmartAccount {
  /// The virtual accounts in which a row's subject is, sorted; nil for the account as a whole.
  package func virtualAccounts(naming row: DismissalRow, texts: TextTable) -> [Int?] {
    DismissalSubjects(of: self, texts: texts).virtualAccounts(of: row).filter { index in
      row.virtualAccount.isEmpty || index.map { virtualAccounts[$0] } == row.virtualAccount
    }.sorted { ($0 ?? -1) < ($1 ?? -1) }
  }
}

extension DismissalRow {
  /// Why the row dismisses nothing.
  func note(isOfSeveral: Bool, texts: TextTable) -> Diagnostic {
    let name = texts.string(subject)
    let account = texts.string(account)
    if isOfSeveral {
      return .note(
        "dismissal-of-several",
        "several virtual accounts of '\(account)' have \(name.quoted), so the row dismisses nothing "
          + "(name one in virtual_account)", value: name, account: account, at: location)
    }
    let what: DiagnosticText =
      if case .stated(let word) = event {
        "alert event \(texts.string(word).quoted) is none of the seven, and no alert of the portal about "
          + "\(name.quoted) in account '\(account)' has it"
      } else {
        "nothing that the row names, \(name.quoted), is in the exports of account '\(account)'"
      }
    return .note(
      "dismissal-of-nothing",
      what + ", so the row dismisses nothing (remove it, or correct the names)", value: name,
      account: account, at: location)
  }
}

/// What of an account may have alerts, by its name, and in which virtual accounts it is.
private struct DismissalSubjects {
  /// What a name is of.
  private enum Kind: Hashable {
    case license, instance
    case stated(AlertType)
  }

  private struct Key: Hashable {
    var kind: Kind
    var name: TextID
  }

  /// An end of terms of a license; nil for any.
  private struct End: Hashable {
    var subscription: TextID?
    var day: CalendarDate?
  }

  private var virtualAccounts: [Key: Set<Int?>] = [:]
  private var licenses: [TextID: [Int]] = [:]
  /// The words of the portal's own alerts about a name.
  private var words: [TextID: [(word: TextID, virtualAccount: Int?)]] = [:]
  private let account: SmartAccount
  private let texts: TextTable

  init(of account: SmartAccount, texts: TextTable) {
    (self.account, self.texts) = (account, texts)
    for (index, license) in account.licenses.enumerated() {
      add(.license, license.name, license.virtualAccount)
      licenses[license.name, default: []].append(index)
    }
    for instance in account.instances { add(.instance, instance.name, instance.virtualAccount) }
    for stated in account.statedAlerts {
      let name = stated.source.isEmpty ? stated.message : stated.source
      let type = AlertType(named: texts.string(stated.type)) ?? .portalAlerts
      add(.stated(type), name, stated.virtualAccount)
      words[name, default: []].append((stated.type, stated.virtualAccount))
    }
    for fact in account.remembered {
      add(.stated(fact.alert.type), fact.alert.subject, fact.virtualAccount)
    }
  }

  private mutating func add(_ kind: Kind, _ name: TextID, _ virtualAccount: Int?) {
    virtualAccounts[Key(kind: kind, name: name), default: []].insert(virtualAccount)
  }

  /// The virtual accounts where a row's subject is, whichever the row names; nil for the account.
  func virtualAccounts(of row: DismissalRow) -> Set<Int?> {
    let isOfEnd = if case .type(let type) = row.event { type.isOfEnd } else { false }
    // No other alert has a subscription or an end.
    guard isOfEnd || row.end == nil && row.subscription.isEmpty else { return [] }
    guard case .type(let type) = row.event else {
      guard case .stated(let word) = row.event else { return [] }
      let letters = texts.string(word).lettersAndDigits
      let own = (words[row.subject] ?? []).filter {
        texts.string($0.word).lettersAndDigits == letters
      }
      return Set(own.map(\.virtualAccount)).union(
        rememberedVirtualAccounts(of: .portalAlerts, row.subject))
    }
    var found = stated(type, row.subject)
    if type == .licensesExpiring { found.formUnion(stated(.licensesExpired, row.subject)) }
    if type == .portalAlerts { return found }
    guard !type.isOfInstance else {
      return found.union(virtualAccounts[Key(kind: .instance, name: row.subject)] ?? [])
    }
    for index in licenses[row.subject] ?? [] where has(account.licenses[index], row) {
      found.insert(account.licenses[index].virtualAccount)
    }
    return found
  }

  private func stated(_ type: AlertType, _ name: TextID) -> Set<Int?> {
    virtualAccounts[Key(kind: .stated(type), name: name)] ?? []
  }

  private func rememberedVirtualAccounts(of type: AlertType, _ name: TextID) -> Set<Int?> {
    Set(
      account.remembered.filter { $0.alert.type == type && $0.alert.subject == name }
        .map(\.virtualAccount))
  }

  /// Whether a license has terms that a row names by subscription and end.
  private func has(_ license: License, _ row: DismissalRow) -> Bool {
    if row.end == nil, row.subscription.isEmpty { return true }
    return account.terms[license.terms].contains { term in
      (row.end == nil || term.end.date == row.end)
        && (row.subscription.isEmpty || term.subscription == row.subscription)
    }
  }
}
