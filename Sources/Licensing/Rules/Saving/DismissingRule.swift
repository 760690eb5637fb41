/// What may be dismissed and restored, by whom; every reason against it at once.
package struct DismissingRule {
  /// How long an alert is dismissed where the request states no last day, in days.
  package static let days = 90

  private let account: SmartAccount
  private let texts: TextTable
  private let day: CalendarDate
  private var refusals: [SavingRefusal] = []

  private init(_ account: SmartAccount, _ texts: TextTable, _ day: CalendarDate) {
    (self.account, self.texts, self.day) = (account, texts, day)
  }

  /// Judges a row that is to be added.
  ///
  /// The virtual account is that of its subject, nil for the account; it means something where
  /// nothing is refused.
  package static func judge(
    adding row: DismissalRow, by savedBy: String, in account: SmartAccount, texts: TextTable,
    on day: CalendarDate
  ) -> (virtualAccount: Int?, refusals: [SavingRefusal]) {
    var rule = DismissingRule(account, texts, day)
    rule.checkWho(savedBy)
    if row.reason.isEmpty {
      rule.refuse("no-reason", "--reason: a reason is missing (say why, for those who look later)")
    }
    if let until = row.until, until < day {
      rule.refuse(
        "until-past", "--until: \(until.iso) is over (expected \(day.iso) or a later day)")
    }
    let found = rule.checkSubject(row)
    if let virtualAccount = found.first, found.count == 1 {
      rule.checkOthers(row, in: virtualAccount)
    }
    return (found.first ?? nil, rule.refusals)
  }

  /// Judges rows that are to be removed, indices in the account's `dismissals`; those that name the
  /// same alerts go together.
  package static func judge(
    restoring row: DismissalRow, by savedBy: String, in account: SmartAccount, texts: TextTable,
    on day: CalendarDate
  ) -> (indices: [Int], refusals: [SavingRefusal]) {
    var rule = DismissingRule(account, texts, day)
    rule.checkWho(savedBy)
    let indices = account.dismissals.indices.filter { rule.isMeant(account.dismissals[$0], row) }
    let rows = indices.map { account.dismissals[$0].row }
    if rows.isEmpty {
      rule.refuse(
        "no-row",
        "no row of account '\(texts.string(account.domain))' dismisses that of "
          + "\(texts.string(row.subject).quoted) (list shows all rows)")
    } else if Set(rows.map(Name.init)).count > 1 {
      rule.refuse(
        "several-rows",
        "\(rows.count) rows dismiss alerts of \(texts.string(row.subject).quoted) (name one by "
          + "--virtual-account, --subscription or --end-date)")
    }
    return (indices, rule.refusals)
  }

  /// What a row names of its subject.
  private struct Name: Hashable {
    var virtualAccount: TextID
    var subscription: TextID
    var end: CalendarDate?

    init(_ row: DismissalRow) {
      (virtualAccount, subscription, end) = (row.virtualAccount, row.subscription, row.end)
    }
  }

  private mutating func refuse(_ code: String, _ message: String) {
    refusals.append(SavingRefusal(nil, code, message))
  }

  private mutating func checkWho(_ savedBy: String) {
    if account.isAdministrator(savedBy, texts: texts) { return }
    refuse(
      "not-administrator",
      "\(savedBy.quoted) is no smart-account-admin of '\(texts.string(account.domain))', who alone may "
        + "dismiss and restore alerts")
  }

  private mutating func checkSubject(_ row: DismissalRow) -> [Int?] {
    let found = account.virtualAccounts(naming: row, texts: texts)
    let subject = texts.string(row.subject).quoted
    if found.isEmpty {
      refuse(
        "names-nothing",
        "nothing of account '\(texts.string(account.domain))' is \(subject) with this event, virtual "
          + "account, subscription and end date")
    } else if found.count > 1 {
      let names = found.map {
        $0.map { texts.string(account.virtualAccounts[$0]).quoted } ?? "none"
      }
      refuse(
        "names-several",
        "--virtual-account: several have \(subject) (expected one of "
          + "\(names.joined(separator: ", ")))")
    }
    return found
  }

  /// A row that adds nothing to another one would only puzzle.
  private mutating func checkOthers(_ row: DismissalRow, in virtualAccount: Int?) {
    for other in account.dismissals {
      guard case .holds(let own) = other.state, own == virtualAccount,
        isSameEvent(other.row, row), other.row.subject == row.subject,
        other.row.subscription == row.subscription, other.row.end == row.end,
        (other.row.until ?? .last) >= (row.until ?? .last)
      else { continue }
      let until = other.row.until.map { "until \($0.iso)" } ?? "as long as it lasts"
      return refuse(
        "already-dismissed",
        "--until: it is dismissed \(until) already (restore it first, or give a later day)")
    }
  }

  private func isMeant(_ dismissal: Dismissal, _ wanted: DismissalRow) -> Bool {
    let row = dismissal.row
    guard isSameEvent(row, wanted), row.subject == wanted.subject else { return false }
    if !wanted.virtualAccount.isEmpty, row.virtualAccount != wanted.virtualAccount {
      guard case .holds(let virtualAccount?) = dismissal.state,
        account.virtualAccounts[virtualAccount] == wanted.virtualAccount
      else { return false }
    }
    return (wanted.subscription.isEmpty || row.subscription == wanted.subscription)
      && (wanted.end == nil || row.end == wanted.end)
  }

  private func isSameEvent(_ left: DismissalRow, _ right: DismissalRow) -> Bool {
    switch (left.event, right.event) {
    case (.type(let left), .type(let right)): left == right
    case (.stated(let left), .stated(let right)):
      texts.string(left).lettersAndDigits == texts.string(right).lettersAndDigits
    default: false
    }
  }
}
