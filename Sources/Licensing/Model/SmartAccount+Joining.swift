extension SmartAccount {
  /// Joins one account's rows: virtual accounts, licenses with their terms, instances, events.
  ///
  /// Found on the way: rows of one license that disagree, identical rows, a second account name,
  /// instance dates after the report date, preferences of an account without a license.
  init(
    joining rows: inout AccountRows, texts: TextTable, reportDate: CalendarDate,
    diagnostics: inout [Diagnostic]
  ) {
    self.init(domain: rows.domain)
    let account = texts.string(rows.domain)
    joinNames(rows, texts: texts, diagnostics: &diagnostics)
    var places: [TextID: Int] = [:]
    for (place, name) in virtualAccounts.enumerated() { places[name] = place }
    joinLicenses(&rows.licenses, places, texts: texts, diagnostics: &diagnostics)
    for row in rows.instances {
      instances.append(
        ProductInstance(
          row, virtualAccount: places[row.virtualAccount] ?? 0, account: account,
          texts: texts, reportDate: reportDate, diagnostics: &diagnostics))
    }
    instances.sort {
      ($0.virtualAccount, $0.name.index) == ($1.virtualAccount, $1.name.index)
        ? false
        : $0.virtualAccount == $1.virtualAccount
          ? texts.precedes($0.name, $1.name) : $0.virtualAccount < $1.virtualAccount
    }
    events = rows.events.map { row in
      Event(
        virtualAccount: row.virtualAccount.isEmpty ? nil : places[row.virtualAccount],
        time: row.time, day: row.day, type: row.type, message: row.message, user: row.user)
    }
    joinRejected(rows.rejected, places)
    joinPreferences(rows.preferences, account, diagnostics: &diagnostics)
  }

  private mutating func joinNames(
    _ rows: AccountRows, texts: TextTable, diagnostics: inout [Diagnostic]
  ) {
    var names: Set<TextID> = []
    for row in rows.licenses { names.insert(row.virtualAccount) }
    for row in rows.instances { names.insert(row.virtualAccount) }
    for row in rows.events where !row.virtualAccount.isEmpty { names.insert(row.virtualAccount) }
    virtualAccounts = names.sorted { texts.precedes($0, $1) }
    guard let first = rows.licenses.first(where: { !$0.accountName.isEmpty }) else { return }
    name = first.accountName
    if let other = rows.licenses.first(where: {
      !$0.accountName.isEmpty && $0.accountName != first.accountName
    }) {
      let value = texts.string(other.accountName)
      diagnostics.append(
        .note(
          "other-account-name",
          "account name \(value.quoted) differs from the first, "
            + "\(texts.string(name).quoted), which is used",
          value: value, account: texts.string(domain), at: other.location))
    }
  }

  private mutating func joinRejected(_ rows: [RejectedRow], _ places: [TextID: Int]) {
    for row in rows where row.kind != .preferences {
      let place = places[row.virtualAccount]
      if let known = rejected.firstIndex(where: {
        $0.kind == row.kind && $0.virtualAccount == place
      }) {
        rejected[known].rows += 1
      } else {
        rejected.append(RejectedCount(kind: row.kind, virtualAccount: place, rows: 1))
      }
    }
  }

  private mutating func joinPreferences(
    _ rows: [PreferenceRow], _ account: String, diagnostics: inout [Diagnostic]
  ) {
    guard hasLicenseRows else {
      refusedUsers = rows.map(\.email)
      for row in rows {
        diagnostics.append(
          .error(
            "account-without-license",
            "account '\(account)' has no license, so there is nothing to tell",
            loss: .row, account: account, at: row.location))
      }
      return
    }
    preferences = rows
  }
}

extension ProductInstance {
  /// The instance of a row; a date after the report date is taken as the report date.
  fileprivate init(
    _ row: InstanceRow, virtualAccount: Int, account: String, texts: TextTable,
    reportDate: CalendarDate, diagnostics: inout [Diagnostic]
  ) {
    var found: [Diagnostic] = []
    func past(_ date: CalendarDate?, _ name: String) -> CalendarDate? {
      guard let date, date > reportDate else { return date }
      found.append(
        .warning(
          "date-in-future",
          "\(name) '\(date.iso)' is after the report date, which is used instead",
          value: date.iso, account: account, at: row.location))
      return reportDate
    }
    self.init(
      virtualAccount: virtualAccount, name: row.name, product: row.product,
      registered: past(row.registered, "registration date"),
      renewed: past(row.renewed, "last registration renewal"),
      authorized: past(row.authorized, "authorization date"),
      lastContact: past(row.lastContact, "last contact"), status: row.status)
    diagnostics += found
  }
}
