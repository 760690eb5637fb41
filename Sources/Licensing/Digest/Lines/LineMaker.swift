/// Makes lines of an account's terms that end, terms that are alike in one line.
struct LineMaker {
  private let account: SmartAccount
  private let outlooks: TermOutlooks
  private let date: CalendarDate
  private let since: CalendarDate
  private let settings: RuleSettings
  private let milestones: Milestones

  init(
    _ account: SmartAccount, _ outlooks: TermOutlooks, date: CalendarDate, since: CalendarDate,
    settings: RuleSettings
  ) {
    self.account = account
    self.outlooks = outlooks
    self.date = date
    self.since = since
    self.settings = settings
    milestones = Milestones(settings.milestones)
  }

  /// By virtual account, the lines whose days left are among these, renewed ones included.
  func lines(endingWithin days: ClosedRange<Int>) -> [[ExpiringTerm]] {
    var lines: [[ExpiringTerm]] = Array(repeating: [], count: account.virtualAccounts.count)
    for license in account.licenses {
      lines[license.virtualAccount] +=
        license.terms.compactMap { line(ofTerm: $0, days) }.joinedAlike
    }
    return lines
  }

  private func line(ofTerm index: Int, _ days: ClosedRange<Int>) -> ExpiringTerm? {
    let term = account.terms[index]
    guard term.quantity > 0, let end = term.end.date else { return nil }
    let daysLeft = date.days(until: end)
    guard days.contains(daysLeft) else { return nil }
    let shortfall = outlooks.shortfall(ofTerm: index)
    let renewal = outlooks.renewal(ofTerm: index)
    return ExpiringTerm(
      term: term, endDate: end, daysLeft: daysLeft,
      milestone: renewal == nil
        ? milestones.crossed(by: end, since: since, reportDate: date) : nil,
      shortfall: shortfall, renewal: renewal,
      severity: settings.severities[.licensesExpiring]
        ?? AlertRules.severity(ofExpiring: daysLeft, shortfall: shortfall))
  }
}
