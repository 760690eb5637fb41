/// What is true of one account on the report date, whoever reads it; digests are cut from it.
///
/// Judged once an account, so that five thousand readers of one account cost five thousand cuts
/// and not five thousand judgements.
package struct AccountReport: Sendable {
  /// The account it judges.
  package let account: SmartAccount
  /// The report date.
  package let date: CalendarDate
  /// The report date of the run before.
  package let since: CalendarDate
  /// Every alert, sorted, with out of compliance beside insufficient licenses.
  package let alerts: [Alert]
  /// Terms within the largest window that anybody ticked or may tick, by virtual account.
  let expiring: [[ExpiringTerm]]
  private let alertsByVirtualAccount: [[Alert]]
  private let totals: [VirtualAccountTotal]
  private let events: [Event]
  /// Terms that crossed a milestone, by virtual account.
  private let crossing: [[ExpiringTerm]]
  /// Alerts of what ended or passed its limit since the previous run, sorted.
  let announced: [Alert]
  /// Terms that end within any length that is asked for, by virtual account.
  private let ending: [[ExpiringTerm]]

  /// The ends of the next 90 days, whatever windows are offered.
  package var timeline: ExpiryTimeline { ExpiryTimeline(ending.joined()) }

  /// Judges an account.
  package init(
    _ account: SmartAccount, texts: TextTable, date: CalendarDate, since: CalendarDate,
    settings: RuleSettings
  ) {
    self.account = account
    self.date = date
    self.since = since
    alerts = AlertRules.alerts(of: account, texts: texts, on: date, settings: settings)
    var byVirtualAccount: [[Alert]] = Array(repeating: [], count: account.virtualAccounts.count)
    for alert in alerts { byVirtualAccount[alert.virtualAccount].append(alert) }
    alertsByVirtualAccount = byVirtualAccount
    let window = ExpirationWindow(days: settings.largestWindow)
    let limits = [settings.largestWindow, ExpiryTimeline.days] + settings.milestones
    ending = Self.expiring(
      in: account, date, since, settings, within: ExpirationWindow(days: limits.max() ?? 0))
    expiring = ending.map { lines in
      lines.filter { window.contains(endDate: $0.endDate, on: date) }
    }
    crossing = ending.map { lines in lines.filter { $0.milestone != nil } }
    announced = AlertRules.announced(
      among: alerts, of: account, texts: texts, since: since, on: date, settings: settings)
    totals = Self.totals(of: account, date)
    events = account.events.filter { event in
      event.day.map { since <= $0 && $0 < date } ?? false
    }.sorted { Self.isNewer($0, $1, account, texts) }
  }

  /// The daily summary of a variant.
  package func digest(for variant: Variant, texts: TextTable, isCutShort: Bool) -> Digest {
    var digest = Digest(
      variant: variant, date: date, since: since,
      unread: UnreadRows(account.rejected, scope: variant.scope), isCutShort: isCutShort)
    for index in variant.scope.indices(of: account.virtualAccounts.count) {
      var total = totals[index]
      for var line in expiring[index] {
        guard let band = variant.windows.band(daysLeft: line.daysLeft) else { continue }
        line.band = band
        digest.expiring.append(line)
        total.expiring += 1
      }
      let shown = alertsByVirtualAccount[index].filter {
        $0.type != .licensesExpiring && variant.alertTypes.contains($0.type)
      }.withoutCoveredCompliance
      total.alerts = shown.count
      digest.alerts += shown
      digest.totals.append(total)
    }
    digest.expiring.sort { Self.precedes($0, $1, texts) }
    digest.alerts = Alert.sorted(digest.alerts, texts: texts)
    digest.events = events.filter { variant.scope.contains($0.virtualAccount) }
    return digest
  }

  /// Terms to order: within the largest window, or ended not too long ago, in the order of expiring lines.
  package func renewals(settings: RuleSettings, texts: TextTable) -> [Term] {
    let days = -settings.expiredForDays...settings.largestWindow
    let lines = account.terms.compactMap { term -> ExpiringTerm? in
      guard term.quantity > 0, let end = term.end.date else { return nil }
      let daysLeft = date.days(until: end)
      guard days.contains(daysLeft) else { return nil }
      return ExpiringTerm(term: term, endDate: end, daysLeft: daysLeft)
    }
    return lines.sorted { Self.precedes($0, $1, texts) }.map(\.term)
  }

  /// The terms that crossed a milestone since the previous run, in the order of expiring lines.
  func crossed(in scope: Scope, texts: TextTable) -> [ExpiringTerm] {
    scope.indices(of: account.virtualAccounts.count)
      .flatMap { crossing[$0] }
      .sorted { Self.precedes($0, $1, texts) }
  }

  private static func expiring(
    in account: SmartAccount, _ date: CalendarDate, _ since: CalendarDate,
    _ settings: RuleSettings, within window: ExpirationWindow
  ) -> [[ExpiringTerm]] {
    let milestones = Milestones(settings.milestones)
    var lines: [[ExpiringTerm]] = Array(repeating: [], count: account.virtualAccounts.count)
    for term in account.terms where term.quantity > 0 {
      guard let end = term.end.date, window.contains(endDate: end, on: date) else { continue }
      let daysLeft = date.days(until: end)
      let shortfall = account.shortfall(of: term)
      lines[account.licenses[term.license].virtualAccount].append(
        ExpiringTerm(
          term: term, endDate: end, daysLeft: daysLeft, band: nil,
          milestone: milestones.crossed(by: end, since: since, reportDate: date),
          shortfall: shortfall,
          severity: settings.severities[.licensesExpiring]
            ?? AlertRules.severity(ofExpiring: daysLeft, shortfall: shortfall)))
    }
    return lines
  }

  private static func totals(
    of account: SmartAccount, _ date: CalendarDate
  ) -> [VirtualAccountTotal] {
    var totals = account.virtualAccounts.indices.map { VirtualAccountTotal(virtualAccount: $0) }
    for license in account.licenses {
      let index = license.virtualAccount
      totals[index].licenses += 1
      totals[index].quantity += account.quantityInForce(
        of: license, onDayNumber: Int(date.dayNumber))
      if let sum = totals[index].inUse, let inUse = license.inUse {
        totals[index].inUse = sum + inUse
      } else {
        totals[index].inUse = nil
      }
    }
    return totals
  }

  /// The order of expiring lines: end date, virtual account, license, subscription, quantity.
  ///
  /// A license's index says its virtual account and its name.
  static func precedes(
    _ left: ExpiringTerm, _ right: ExpiringTerm, _ texts: TextTable
  ) -> Bool {
    if left.endDate != right.endDate { return left.endDate < right.endDate }
    if left.term.license != right.term.license { return left.term.license < right.term.license }
    if left.term.subscription != right.term.subscription {
      return texts.precedes(left.term.subscription, right.term.subscription)
    }
    return left.term.quantity < right.term.quantity
  }

  /// The order of events: time descending, then virtual account, type, message, user.
  private static func isNewer(
    _ left: Event, _ right: Event, _ account: SmartAccount, _ texts: TextTable
  ) -> Bool {
    if left.time != right.time { return texts.precedes(right.time, left.time) }
    let indices = (left.virtualAccount ?? -1, right.virtualAccount ?? -1)
    if indices.0 != indices.1 { return indices.0 < indices.1 }
    if left.type != right.type { return texts.precedes(left.type, right.type) }
    if left.message != right.message { return texts.precedes(left.message, right.message) }
    return texts.precedes(left.user, right.user)
  }
}
