/// Two readings of one account compared: what is new, what is over, what changed.
///
/// It judges for the whole account; `Digest` asks what of it a reader may see.
package struct News: Sendable {
  /// The report date of the run that is compared with.
  package let previous: CalendarDate
  /// Changes of lines, sorted; what may only have been left unread is not among them.
  package private(set) var changes: [Change] = []
  /// Alerts that are over, sorted by virtual account, subject and type.
  package private(set) var cleared: [RememberedAlert] = []
  /// Alerts that could not be compared and are repeated, sorted as cleared ones.
  package private(set) var carried: [RememberedAlert] = []
  /// Lines of the previous run that stay in the memory since they could not be compared.
  package private(set) var kept: [AccountLine] = []
  /// Lines of tonight that the kept ones stand for.
  package private(set) var replaced: [AccountLine] = []
  /// Kinds of exports of which tonight may lack rows of the account.
  package let uncompared: Set<ExportKind>
  /// The first report date on which the account's lines were these.
  package private(set) var unchangedSince: CalendarDate
  /// What is remembered of lost licenses.
  package private(set) var loss = LossMemory()
  /// What it was compared with.
  package let memory: AccountMemory
  /// Alerts of the previous run that are no more, or in another state now, sorted too.
  package private(set) var former: [RememberedAlert] = []
  /// Keys of alerts of expiring lines that are new.
  private var newLines: Set<AlertKey> = []
  /// Of the names in changes and cleared alerts, the virtual accounts that there are tonight.
  private var indices: [[UInt8]: Int] = [:]
  /// Licenses with seats by virtual account, tonight and in the previous run; empty where none is
  /// lost.
  private var licenses: [(before: Int, now: Int)] = []

  /// Compares, and marks the alerts: what is new, since when each is open.
  ///
  /// Alerts that could not be compared are added to them.
  init(
    _ comparison: Comparison, alerts: inout [Alert], of account: SmartAccount,
    texts: TextTable, on date: CalendarDate, settings: RuleSettings, dismissals: DismissalRule
  ) {
    memory = comparison.memory
    previous = memory.date
    uncompared = comparison.uncompared
    unchangedSince = memory.unchangedSince
    if !(memory.gone.isEmpty && memory.added.isEmpty) {
      compareLines(comparison.lines, account, texts, date)
      let isSame = memory.gone.count == kept.count && memory.added.count == replaced.count
      if !isSame { unchangedSince = date }
    }
    compareAlerts(&alerts, account, texts, date, settings, dismissals)
    compareCounts(comparison.lines, account, texts)
    findIndices(account, texts)
  }

  /// Whether a virtual account that a change or a cleared alert names is in a scope.
  ///
  /// One that is no more is known to readers of the whole account alone.
  package func isIn(_ scope: Scope, _ virtualAccount: [UInt8]) -> Bool {
    scope.contains(indices[virtualAccount])
  }

  /// Says of expiring lines whether they are new to the account.
  func mark(_ lines: inout [[ExpiringTerm]], of account: SmartAccount, texts: TextTable) {
    for list in lines.indices {
      for index in lines[list].indices {
        let term = lines[list][index].term
        lines[list][index].isNew =
          !newLines.isEmpty
          && newLines.contains(AlertKey(.licensesExpiring, of: term, in: account, texts: texts))
      }
    }
  }

  /// Says of alerts that were judged anew whether the previous run had them.
  func mark(_ alerts: inout [Alert], of account: SmartAccount, texts: TextTable) {
    if alerts.allSatisfy({ $0.isNew != nil }) { return }
    let known = Set(memory.alerts.map(\.key))
    for index in alerts.indices where alerts[index].isNew == nil {
      alerts[index].isNew = !known.contains(
        AlertKey(alerts[index], in: account, texts: texts))
    }
  }

  /// Whether the license of an alert had insufficient licenses in the previous run.
  func wasShort(_ key: AlertKey) -> Bool {
    memory.alerts.contains { alert in
      alert.key.type == .insufficientLicenses && alert.key[.virtualAccount] == key[.virtualAccount]
        && alert.key[.subject] == key[.subject]
    }
  }

  /// What a scope has lost; nil where it lost nothing, or so little that it may well be true.
  package func loss(in scope: Scope, of account: SmartAccount) -> Loss? {
    guard case .listed(let indices) = scope else {
      return loss.account.map { Loss(before: $0.before, now: account.licenses.count) }
    }
    guard !licenses.isEmpty else { return nil }
    let (before, now) = indices.reduce((0, 0)) { sums, index in
      (sums.0 + licenses[index].before, sums.1 + licenses[index].now)
    }
    return now * 2 < before ? Loss(before: before, now: now) : nil
  }
}

extension News {
  private mutating func compareLines(
    _ lines: [MemoryLine], _ account: SmartAccount, _ texts: TextTable, _ date: CalendarDate
  ) {
    let added = memory.added.map { AccountLine(lines[$0], in: account, texts: texts) }
    let all = [Change](from: memory.gone, to: added, on: date)
    guard uncompared.contains(.licenses) else {
      changes = all
      return
    }
    changes = all.filter { !$0.isLoss }
    for change in all where change.isLoss {
      if let before = change.before { kept.append(AccountLine(key: change.key, facts: before)) }
      if let after = change.after { replaced.append(AccountLine(key: change.key, facts: after)) }
    }
  }

  private mutating func compareAlerts(
    _ alerts: inout [Alert], _ account: SmartAccount, _ texts: TextTable,
    _ date: CalendarDate, _ settings: RuleSettings, _ dismissals: DismissalRule
  ) {
    var left: [AlertKey: RememberedAlert] = [:]
    left.reserveCapacity(memory.alerts.count)
    for alert in memory.alerts { left[alert.key] = alert }
    var found: Set<AlertKey> = []
    var changed: Set<AlertKey> = []
    for index in alerts.indices {
      let key = AlertKey(alerts[index], in: account, texts: texts)
      let before = left[key]
      if before != nil { found.insert(key) }
      let isNew = before.map { $0.severity != .major && alerts[index].severity == .major } ?? true
      alerts[index].isNew = isNew
      alerts[index].firstSeen = isNew ? date : before?.firstSeen
      let former = before ?? key.beforeItsEnd.flatMap { left[$0] }
      if let dismissed = former?.dismissed { alerts[index].wasDismissed = dismissed }
      dismissals.judge(&alerts[index])
      if let before, !before.isSame(as: alerts[index]) { changed.insert(key) }
      if alerts[index].isNew == true, alerts[index].type == .licensesExpiring {
        newLines.insert(key)
      }
    }
    if found.count == memory.alerts.count && changed.isEmpty { return }
    let gone = memory.alerts.filter { !found.contains($0.key) }
    former = memory.alerts.filter { !found.contains($0.key) || changed.contains($0.key) }
    let rules = ClearingRules(account: account, texts: texts, date: date, settings: settings)
    for alert in gone where !rules.isLetGo(alert, since: memory.date) {
      if uncompared.contains(alert.key.type.kind) {
        carried.append(alert)
      } else if !alert.isDismissed {
        cleared.append(alert)
      }
    }
    cleared.sort { AlertKey.precedes($0.key, $1.key) }
    let told = account.carriedAlerts(Set(carried.map(\.key)), by: dismissals)
    var same: Set<AlertKey> = []
    for index in carried.indices {
      let now = told[carried[index].key]?.dismissal?.memory
      if now == carried[index].dismissed { same.insert(carried[index].key) }
      carried[index].dismissed = now
    }
    former.removeAll { same.contains($0.key) }
    carried.sort { AlertKey.precedes($0.key, $1.key) }
    former.sort { AlertKey.precedes($0.key, $1.key) }
    alerts += carried.compactMap { told[$0.key] }
  }

  private mutating func compareCounts(
    _ lines: [MemoryLine], _ account: SmartAccount, _ texts: TextTable
  ) {
    loss.account = LossMemory.State.next(
      after: memory.loss.account, base: memory.licenses, now: account.licenses.count)
    if memory.gone.isEmpty && memory.loss.virtualAccounts.isEmpty { return }
    var counts = LicenseCounts(lines, memory, account, texts)
    counts.remember(memory.loss)
    loss.virtualAccounts = counts.losses
    if !loss.virtualAccounts.isEmpty { licenses = counts.counts }
  }

  private mutating func findIndices(_ account: SmartAccount, _ texts: TextTable) {
    let names = Set(
      changes.map(\.key.virtualAccount) + cleared.map { $0.key[.virtualAccount] })
    if names.isEmpty { return }
    for (index, name) in account.virtualAccounts.enumerated() {
      let name = Array(texts.bytes(of: name))
      if names.contains(name) { indices[name] = index }
    }
  }
}

extension SmartAccount {
  /// The remembered alerts of these keys as alerts of tonight, told as carried.
  fileprivate func carriedAlerts(
    _ keys: Set<AlertKey>, by dismissals: DismissalRule
  ) -> [AlertKey: Alert] {
    var alerts: [AlertKey: Alert] = [:]
    for found in remembered where keys.contains(found.alert.key) {
      var alert = Alert(
        type: found.alert.type, severity: found.alert.severity,
        actionDue: found.alert.actionDue, virtualAccount: found.virtualAccount,
        subject: found.alert.subject, subscription: found.alert.subscription, quantity: 0,
        facts: .carried)
      alert.isNew = false
      alert.firstSeen = found.alert.firstSeen
      alert.wasDismissed = found.alert.dismissed
      dismissals.judge(&alert)
      alerts[found.alert.key] = alert
    }
    return alerts
  }
}
