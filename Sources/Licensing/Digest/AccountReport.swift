/// What is true of one account on the report date, whoever reads it; digests are cut from it.
///
/// The rules are applied once per account; a digest of each of its five thousand readers is then
/// only a selection.
package struct AccountReport: Sendable {
  /// The account it judges.
  package let account: SmartAccount
  /// The report date.
  package let date: CalendarDate
  /// The report date of the previous run.
  package let since: CalendarDate
  /// Which terms are renewed, and which leave seats short.
  package let outlooks: TermOutlooks
  /// Every alert, sorted, with the dismissed ones and those that another alert covers.
  package let alerts: [Alert]
  /// The alerts that readers see, sorted: neither dismissed nor covered by another.
  package var toldAlerts: [Alert] { alerts.told }

  /// Alerts of what ended or passed its limit since the previous run, sorted.
  let announced: [Alert]
  /// Lines that end within the largest window a user may tick, by virtual account.
  let expiring: [[ExpiringTerm]]
  /// Lines that end within any length that is asked for, by virtual account.
  private let ending: [[ExpiringTerm]]
  /// Lines that crossed a milestone, by virtual account.
  private let crossing: [[ExpiringTerm]]
  private let alertsByVirtualAccount: [[Alert]]
  /// Those of the account that are of no virtual account, which readers of the whole see.
  private let alertsOfWhole: [Alert]
  /// What changed since the previous run; nil without one.
  package let news: News?
  private let dismissedLines: DismissedLines
  private let totals: [VirtualAccountTotal]
  let unread: UnreadParts
  private let events: [Event]
  let staleAfterDays: Int

  private let largestWindow: Int

  /// The ends that nothing renews, of 90 days at least, whatever windows are offered.
  package var timeline: ExpiryTimeline {
    ExpiryTimeline(
      ending.joined().filter { $0.renewal == nil && !$0.isDismissed }, window: largestWindow)
  }

  /// Judges an account.
  package init(
    _ account: SmartAccount, texts: TextTable, date: CalendarDate, since: CalendarDate,
    settings: RuleSettings, comparison: Comparison? = nil
  ) {
    self.account = account
    self.date = date
    self.since = since
    staleAfterDays = settings.staleAfterDays
    largestWindow = settings.largestWindow
    outlooks = TermOutlooks(of: account, texts: texts, on: date, settings: settings)
    var alerts = AlertRules.alerts(
      of: account, outlooks: outlooks, texts: texts, on: date, settings: settings)
    var announced = AlertRules.announced(
      among: alerts, of: account, outlooks: outlooks, texts: texts, since: since, on: date,
      settings: settings)
    let rule = DismissalRule(of: account, texts: texts)
    let news = comparison.map {
      News(
        $0, alerts: &alerts, of: account, texts: texts, on: date, settings: settings,
        dismissals: rule)
    }
    if news == nil, !rule.isEmpty {
      for index in alerts.indices { rule.judge(&alerts[index]) }
    }
    dismissedLines = DismissedLines(alerts, by: rule, of: account, texts: texts)
    announced = dismissedLines.told(announced)
    news?.mark(&announced, of: account, texts: texts)
    if let news, !news.carried.isEmpty { alerts = Alert.sorted(alerts, texts: texts) }
    (self.alerts, self.announced, self.news) = (alerts, announced, news)
    var byVirtualAccount: [[Alert]] = Array(repeating: [], count: account.virtualAccounts.count)
    for alert in alerts {
      if let index = alert.virtualAccount { byVirtualAccount[index].append(alert) }
    }
    alertsByVirtualAccount = byVirtualAccount
    alertsOfWhole = alerts.filter { $0.virtualAccount == nil }
    let window = ExpirationWindow(days: settings.largestWindow)
    let longest =
      ([settings.largestWindow, ExpiryTimeline.leastDays] + settings.milestones).max() ?? 0
    let lines = LineMaker(account, outlooks, date: date, since: since, settings: settings)
    var ending = lines.lines(endingWithin: 0...max(longest, 0))
    news?.mark(&ending, of: account, texts: texts)
    dismissedLines.mark(&ending)
    self.ending = ending
    expiring = ending.map { lines in
      lines.filter { window.contains(endDate: $0.endDate, on: date) }
    }
    crossing = ending.map { lines in lines.filter { $0.milestone != nil && !$0.isDismissed } }
    totals = Self.totals(of: account, date)
    unread = UnreadParts(of: account, texts: texts)
    events = account.events.filter { event in
      event.day.map { since <= $0 && $0 < date } ?? false
    }.sorted { Self.isNewer($0, $1, texts) }
  }

  /// The daily summary of a variant.
  package func digest(for variant: Variant, texts: TextTable, isCutShort: Bool) -> Digest {
    var digest = Digest(
      variant: variant, date: date, since: since,
      unread: unread.unread(in: variant.scope, isCut: isCutShort))
    for index in variant.scope.indices(of: account.virtualAccounts.count) {
      var total = totals[index]
      for var line in expiring[index] {
        guard let band = variant.windows.band(daysLeft: line.daysLeft) else { continue }
        line.band = band
        if line.isDismissed {
          digest.dismissedLines.append(line)
          continue
        }
        line.isNew = line.isNew.map { isNew in
          line.renewal == nil && (isNew || wasOutside(variant.windows, line))
        }
        if line.renewal != nil {
          digest.renewed.append(line)
        } else {
          digest.expiring.append(line)
          total.expiring += 1
        }
      }
      let (shown, dismissed) = Self.shown(alertsByVirtualAccount[index], to: variant)
      total.alerts = shown.count
      digest.alerts += shown
      digest.dismissedAlerts += dismissed
      digest.totals.append(total)
    }
    if variant.scope == .wholeAccount {
      let (shown, dismissed) = Self.shown(alertsOfWhole, to: variant)
      digest.alerts += shown
      digest.dismissedAlerts += dismissed
    }
    digest.expiring.sort { ExpiringTerm.precedes($0, $1, texts) }
    digest.renewed.sort { ExpiringTerm.precedes($0, $1, texts) }
    digest.alerts = Alert.sorted(digest.alerts, texts: texts)
    digest.events = events.filter { variant.scope.contains($0.virtualAccount) }
    if digest.expiring.isEmpty, digest.alerts.isEmpty { digest.unread.leadWithIgnoredValues() }
    digest.news = news(for: variant, texts: texts)
    addDoubts(of: variant.scope, to: &digest.unread)
    return digest
  }

  /// Every event of the exports, newest first.
  package func allEvents(texts: TextTable) -> [Event] {
    account.events.sorted { Self.isNewer($0, $1, texts) }
  }

  /// The lines of the section of alerts among those of one virtual account, or of none, and those
  /// that would be there if they were not dismissed.
  private static func shown(
    _ alerts: [Alert], to variant: Variant
  ) -> (told: [Alert], dismissed: [Alert]) {
    let all = alerts.filter {
      $0.type != .licensesExpiring && !$0.isForPagesAlone && variant.alertTypes.contains($0.type)
    }.withoutCoveredCompliance
    let dismissed = all.filter(\.isDismissed)
    return dismissed.isEmpty ? (all, []) : (all.filter { !$0.isDismissed }, dismissed)
  }

  /// Lines to order: within the largest window, or ended not too long ago, and not renewed; in the
  /// order of lines.
  package func renewals(settings: RuleSettings, texts: TextTable) -> [ExpiringTerm] {
    let days = min(0, -settings.expiredForDays)...max(0, settings.largestWindow)
    let lines = LineMaker(account, outlooks, date: date, since: since, settings: settings)
    var ending = lines.lines(endingWithin: days)
    dismissedLines.mark(&ending)
    return ending.joined().filter { $0.renewal == nil && !$0.isDismissed }
      .sorted { ExpiringTerm.precedes($0, $1, texts) }
  }

  /// The lines that crossed a milestone since the previous run, in the order of lines.
  func crossed(in scope: Scope, texts: TextTable) -> [ExpiringTerm] {
    scope.indices(of: account.virtualAccounts.count)
      .flatMap { crossing[$0] }
      .sorted { ExpiringTerm.precedes($0, $1, texts) }
  }

  private static func totals(
    of account: SmartAccount, _ date: CalendarDate
  ) -> [VirtualAccountTotal] {
    var totals = account.virtualAccounts.indices.map { VirtualAccountTotal(virtualAccount: $0) }
    for license in account.licenses {
      let index = license.virtualAccount
      totals[index].licenses += 1
      totals[index].quantity += account.quantityInForce(of: license, on: date)
      if let sum = totals[index].inUse, let inUse = license.inUse {
        totals[index].inUse = sum + inUse
      } else {
        totals[index].inUse = nil
      }
    }
    return totals
  }

  /// The order of events: time descending, then virtual account, type, message, user.
  ///
  /// Two that are alike in all of it are alike in all that is shown.
  private static func isNewer(_ left: Event, _ right: Event, _ texts: TextTable) -> Bool {
    if left.time != right.time { return texts.precedes(right.time, left.time) }
    let indices = (left.virtualAccount ?? -1, right.virtualAccount ?? -1)
    if indices.0 != indices.1 { return indices.0 < indices.1 }
    if left.type != right.type { return texts.precedes(left.type, right.type) }
    if left.message != right.message { return texts.precedes(left.message, right.message) }
    return texts.precedes(left.user, right.user)
  }
}
