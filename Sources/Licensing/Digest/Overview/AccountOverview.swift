/// What the pages of all accounts tell of one: small, since every account's is held at once.
package struct AccountOverview: Sendable {
  /// The account domain.
  package let domain: TextID
  /// The account's name; its domain where no row states one.
  package let name: TextID
  /// Names, by the indices that alerts state.
  package let virtualAccounts: [TextID]
  /// Sorted; out of compliance is left out beside insufficient licenses of the same license.
  package let alerts: [Alert]
  /// Alerts that are dismissed, sorted.
  package let dismissed: [DismissedAlert]
  /// Alerts of that severity.
  package let major: Int
  /// Terms within the largest offered window.
  package let expiring: Int
  /// Seats that will be short within that window if nothing is renewed, or are short today.
  package let seatsShort: Int
  /// The first end date that is still to come, within the largest window or not.
  package let nextExpiry: NextExpiry?
  /// Addresses that get any message, each counted once.
  package let subscribers: Int
  /// Whom a message reaches about what ends, and whom none does.
  package let coverage: Coverage
  /// The licenses it had and has, where it lost over half of them.
  package let loss: Loss?
  /// The first report date on which its lines were these; nil without a previous run.
  package let unchangedSince: CalendarDate?

  /// An end date, and how much it matters.
  package struct NextExpiry: Codable, Sendable {
    /// The first day on which a term with seats ends.
    package var endDate: CalendarDate
    /// From the report date to it, in whole days.
    package var daysLeft: Int
    /// The worst of the terms that end on the day; nil beyond the largest offered window.
    package var severity: Severity?
  }

  /// An overview that another run made; `alerts` are sorted as its are.
  package init(
    domain: TextID, name: TextID, virtualAccounts: [TextID], alerts: [Alert],
    dismissed: [DismissedAlert] = [], expiring: Int,
    seatsShort: Int, nextExpiry: NextExpiry?, subscribers: Int, coverage: Coverage,
    loss: Loss? = nil, unchangedSince: CalendarDate? = nil
  ) {
    self.domain = domain
    self.name = name
    self.virtualAccounts = virtualAccounts
    self.alerts = alerts
    self.dismissed = dismissed
    self.expiring = expiring
    self.seatsShort = seatsShort
    self.nextExpiry = nextExpiry
    self.subscribers = subscribers
    self.coverage = coverage
    self.loss = loss
    self.unchangedSince = unchangedSince
    major = alerts.count { $0.severity == .major }
  }

  /// The overview of a judged account.
  package init(
    _ report: AccountReport, grants: Grants, texts: TextTable, settings: RuleSettings
  ) {
    let account = report.account
    domain = account.domain
    name = account.name
    virtualAccounts = account.virtualAccounts
    alerts = report.toldAlerts
    dismissed = report.dismissedAlerts
    major = alerts.count { $0.severity == .major }
    expiring = report.expiringCount
    seatsShort = report.seatsShort
    nextExpiry = report.nextExpiry
    let addresses = (grants.dailySummaries + grants.statusNotices).map(\.address.lowercasedASCII)
    subscribers = Set(addresses).count
    coverage = Coverage(report, grants: grants, texts: texts, settings: settings)
    loss = report.news?.loss(in: .wholeAccount, of: account)
    unchangedSince = report.news?.unchangedSince
  }

  /// Alerts of that severity.
  package var minor: Int { alerts.count { $0.severity == .minor } }

  /// Whether an account's line comes before another's: major alerts first, then the nearest end.
  package func isWorse(than other: AccountOverview, texts: TextTable) -> Bool {
    if (major > 0) != (other.major > 0) { return major > 0 }
    let ends = (nextExpiry?.endDate ?? .last, other.nextExpiry?.endDate ?? .last)
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    return texts.precedes(domain, other.domain)
  }
}
