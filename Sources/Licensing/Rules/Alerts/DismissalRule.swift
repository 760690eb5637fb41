/// Which alerts of an account its rows of dismissals keep from being told on the report date.
///
/// A row holds up to and including its `until`; with an end date for terms of that end alone:
///
///     until 1 March       28 February    1 March    2 March
///     the alert           dismissed      dismissed  told, as no longer dismissed
///
/// Dismissing licenses-expiring dismisses licenses-expired of the same terms too. An alert that
/// gets worse after it was dismissed (from minor to major, or short of more seats) is told again,
/// until a row with a later `until` or another end date dismisses it anew.
package struct DismissalRule: Sendable {
  /// What rows are looked up by.
  private struct Subject: Hashable {
    var virtualAccount: Int?
    var name: TextID
  }

  private let account: SmartAccount
  private let texts: TextTable
  /// Indices in the account's `dismissals`, the row that holds longest first.
  private var indices: [Subject: [Int]] = [:]

  /// The rule of an account whose rows were joined for the report date.
  package init(of account: SmartAccount, texts: TextTable) {
    self.account = account
    self.texts = texts
    for (index, dismissal) in account.dismissals.enumerated() {
      guard case .holds(let virtualAccount) = dismissal.state else { continue }
      let subject = Subject(virtualAccount: virtualAccount, name: dismissal.row.subject)
      indices[subject, default: []].append(index)
    }
    for (subject, own) in indices where own.count > 1 {
      indices[subject] = own.sorted { left, right in
        let days = (until(left), until(right))
        return days.0 == days.1 ? left < right : days.0 > days.1
      }
    }
  }

  /// Whether no row of the account holds.
  package var isEmpty: Bool { indices.isEmpty }

  /// Marks an alert that a row dismisses, and one that was dismissed and no longer is.
  func judge(_ alert: inout Alert) {
    let before = alert.wasDismissed
    alert.dismissal = index(naming: alert).map { index in
      let row = account.dismissals[index].row
      guard let before, !before.isRenewed(by: row) else {
        return AlertDismissal(index: index, memory: DismissalMemory(of: alert, by: row))
      }
      return AlertDismissal(index: index, memory: before.after(alert))
    }
    if alert.isDismissed {
      if alert.isNew == true { alert.isNew = false }
    } else if let before, !before.isWorse {
      alert.isNoLongerDismissed = true
    }
  }

  /// The index of the row that names an alert; nil where none does.
  func index(naming alert: Alert) -> Int? {
    if indices.isEmpty { return nil }
    let subject = Subject(virtualAccount: alert.virtualAccount, name: alert.subject)
    return indices[subject]?.first { names(account.dismissals[$0].row, alert) }
  }

  /// Whether a row names the end of a term, whether or not it is an alert yet.
  func names(_ line: ExpiringTerm) -> Bool {
    if indices.isEmpty { return false }
    let license = account.licenses[line.term.license]
    return index(
      naming: Alert(
        type: line.daysLeft < 0 ? .licensesExpired : .licensesExpiring, severity: .minor,
        actionDue: line.endDate, virtualAccount: license.virtualAccount, subject: license.name,
        subscription: line.term.subscription, facts: .carried)) != nil
  }

  private func names(_ row: DismissalRow, _ alert: Alert) -> Bool {
    if !row.subscription.isEmpty, row.subscription != alert.subscription { return false }
    // The day by which to act on an end is the end.
    if let end = row.end, !alert.type.isOfEnd || alert.actionDue != end { return false }
    switch row.event {
    case .type(let type):
      return alert.type == type || type == .licensesExpiring && alert.type == .licensesExpired
    case .stated(let word):
      guard alert.type == .portalAlerts else { return false }
      // One that could not be compared has lost its word; its key knew it.
      guard let stated = alert.statedType else { return alert.wasDismissed != nil }
      return stated == word
        || texts.string(stated).lettersAndDigits == texts.string(word).lettersAndDigits
    }
  }

  private func until(_ index: Int) -> CalendarDate { account.dismissals[index].row.until ?? .last }
}
