extension JoinedRows {
  /// Joins one account's rows: virtual accounts, licenses with their terms, instances, events.
  ///
  /// Found on the way: rows of one license that disagree, identical rows, a second account name,
  /// instance dates after the report date, preferences of an account without a license.
  ///
  /// An account that the previous run had and that has lost its last license keeps its preferences,
  /// so that its messages can say so.
  package func account(_ index: Int, reportDate: CalendarDate) -> JoinedAccount {
    var account = SmartAccount(domain: domains[index])
    var diagnostics = DiagnosticLog()
    let licenses = licenses.rows(of: index)
    let rows = licenses.span
    account.joinName(rows, texts: texts, diagnostics: &diagnostics)
    let instances = instances.rows(of: index)
    let events = events.rows(of: index)
    let alerts = alerts.rows(of: index)
    let remembered = remembered.rows(of: index)
    let indices = VirtualAccountIndices(
      rows.virtualAccounts
        + (instances.map(\.virtualAccount) + events.map(\.virtualAccount)
        + alerts.map(\.virtualAccount) + remembered.map(\.virtualAccount)).filter { !$0.isEmpty },
      texts: texts)
    account.virtualAccounts = indices.names
    account.firstFile = rows.isEmpty ? nil : rows[0].location.file
    account.joinLicenses(rows, indices, texts: texts, diagnostics: &diagnostics)
    account.joinInstances(instances, indices, texts, reportDate, &diagnostics)
    account.events = events.map { row in
      Event(
        virtualAccount: row.virtualAccount.isEmpty ? nil : indices[row.virtualAccount],
        time: row.time, day: row.day, type: row.type, message: row.message, user: row.user)
    }
    account.statedAlerts = alerts.map { row in
      StatedAlert(
        virtualAccount: row.virtualAccount.isEmpty ? nil : indices[row.virtualAccount],
        severity: row.severity, type: row.type, message: row.message, source: row.source,
        actionDue: row.actionDue)
    }
    account.joinRemembered(remembered, indices)
    account.joinDismissals(
      dismissals.rows(of: index), indices, texts: texts, reportDate: reportDate,
      diagnostics: &diagnostics)
    account.joinRejected(rejected.rows(of: index), indices)
    account.joinPreferences(
      preferences.rows(of: index), texts.string(account.domain), diagnostics: &diagnostics)
    return JoinedAccount(
      account: account, diagnostics: diagnostics, shared: rows.sharedVirtualAccounts)
  }
}

extension SmartAccount {
  fileprivate mutating func joinName(
    _ rows: Span<LicenseRow>, texts: TextTable, diagnostics: inout DiagnosticLog
  ) {
    var other: LicenseRow?
    for index in rows.indices {
      let stated = rows[index].accountName
      if stated.isEmpty || stated == name { continue }
      guard name == domain else {
        other = rows[index]
        break
      }
      name = stated
    }
    guard let other else { return }
    let value = texts.string(other.accountName)
    diagnostics.append(
      .note(
        "other-account-name",
        "account name \(value.quoted) differs from the first, "
          + "\(texts.string(name).quoted), which is used",
        value: value, account: texts.string(domain), at: other.location))
  }

  fileprivate mutating func joinRemembered(
    _ rows: [RememberedRow], _ indices: VirtualAccountIndices
  ) {
    for row in rows {
      hasLostAll = hasLostAll || row.hasLostAll
      if name == domain, !row.accountName.isEmpty { name = row.accountName }
      guard let alert = row.alert else { continue }
      remembered.append(RememberedFact(virtualAccount: indices[row.virtualAccount], alert: alert))
    }
  }

  fileprivate mutating func joinInstances(
    _ rows: [InstanceRow], _ indices: VirtualAccountIndices, _ texts: TextTable,
    _ reportDate: CalendarDate, _ diagnostics: inout DiagnosticLog
  ) {
    let account = texts.string(domain)
    for row in rows {
      instances.append(
        ProductInstance(
          row, virtualAccount: row.virtualAccount.isEmpty ? nil : indices[row.virtualAccount],
          account: account,
          texts: texts, reportDate: reportDate, diagnostics: &diagnostics))
    }
    instances = instances.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      let virtualAccounts = (one.virtualAccount ?? -1, two.virtualAccount ?? -1)
      if virtualAccounts.0 != virtualAccounts.1 { return virtualAccounts.0 < virtualAccounts.1 }
      if one.name != two.name { return texts.precedes(one.name, two.name) }
      return left.offset < right.offset
    }.map(\.element)
  }

  fileprivate mutating func joinRejected(
    _ rows: [RejectedRow], _ indices: VirtualAccountIndices
  ) {
    var known: [RejectedCount.Key: Int] = [:]
    for row in rows where row.kind != .preferences && row.kind != .dismissals {
      let key = RejectedCount.Key(kind: row.kind, virtualAccount: indices[row.virtualAccount])
      if let index = known[key] {
        rejected[index].rows += 1
      } else {
        known[key] = rejected.count
        rejected.append(
          RejectedCount(kind: key.kind, virtualAccount: key.virtualAccount, rows: 1))
      }
    }
  }

  /// P1: an account without a license gets no message, unless the previous run had one.
  fileprivate mutating func joinPreferences(
    _ rows: [PreferenceRow], _ account: String, diagnostics: inout DiagnosticLog
  ) {
    guard isTold else {
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
    _ row: InstanceRow, virtualAccount: Int?, account: String, texts: TextTable,
    reportDate: CalendarDate, diagnostics: inout DiagnosticLog
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
      lastContact: past(row.lastContact, "last contact"), status: row.status,
      hasIgnoredValue: row.hasIgnoredValue)
    for diagnostic in found { diagnostics.append(diagnostic) }
  }
}

extension Span<LicenseRow> {
  /// The virtual accounts the rows name; one that many rows name in turn is there once.
  fileprivate var virtualAccounts: [TextID] {
    var names: [TextID] = []
    for index in indices where self[index].virtualAccount != names.last {
      names.append(self[index].virtualAccount)
    }
    return names
  }

  /// Those that have rows in several files, by the first file and each of the others.
  ///
  /// Rows are in input order, so where the first and the last are of one file all are.
  fileprivate var sharedVirtualAccounts: [SharedVirtualAccount] {
    guard count > 1, self[0].location.file != self[count - 1].location.file else { return [] }
    var finder = SharedVirtualAccountFinder(isElsewhere: false)
    var last: LicenseRow?
    for index in indices {
      let row = self[index]
      // Of rows that follow one another in one file the first says it all.
      if let last, last.virtualAccount == row.virtualAccount,
        last.location.file == row.location.file
      {
        continue
      }
      finder.add(row.account, row.virtualAccount, at: row.location)
      last = row
    }
    return finder.found
  }
}

extension RejectedCount {
  /// What is counted as one.
  fileprivate struct Key: Hashable {
    let kind: ExportKind
    let virtualAccount: Int?
  }
}
