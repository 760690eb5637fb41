/// What the pages of all accounts tell of one: small, since every account's is held at once.
package struct AccountOverview: Sendable {
  /// The account domain.
  package let domain: TextID
  /// The account's name; its domain where no row states one.
  package let name: TextID
  /// Names, by the places that alerts state.
  package let virtualAccounts: [TextID]
  /// Sorted; out of compliance is left out beside insufficient licenses of the same license.
  package let alerts: [Alert]
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
  /// Who is told of what ends, and who is not.
  package let coverage: Coverage

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
    domain: TextID, name: TextID, virtualAccounts: [TextID], alerts: [Alert], expiring: Int,
    seatsShort: Int, nextExpiry: NextExpiry?, subscribers: Int, coverage: Coverage
  ) {
    self.domain = domain
    self.name = name
    self.virtualAccounts = virtualAccounts
    self.alerts = alerts
    self.expiring = expiring
    self.seatsShort = seatsShort
    self.nextExpiry = nextExpiry
    self.subscribers = subscribers
    self.coverage = coverage
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
    alerts = report.alerts.withoutCoveredCompliance
    major = alerts.count { $0.severity == .major }
    expiring = report.expiringCount
    seatsShort = report.seatsShort
    nextExpiry = report.nextExpiry
    let addresses = (grants.dailySummaries + grants.statusNotices).map(\.address.lowercasedASCII)
    subscribers = Set(addresses).count
    coverage = Coverage(report, grants: grants, texts: texts, settings: settings)
  }

  /// The alerts that are not major.
  package var minor: Int { alerts.count - major }

  /// Whether an account's line comes before another's: major alerts first, then the nearest end.
  package func isWorse(than other: AccountOverview, texts: TextTable) -> Bool {
    if (major > 0) != (other.major > 0) { return major > 0 }
    let ends = (nextExpiry?.endDate ?? .last, other.nextExpiry?.endDate ?? .last)
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    return texts.precedes(domain, other.domain)
  }
}

extension AccountReport {
  /// How many terms are within the largest offered window.
  var expiringCount: Int { expiring.reduce(0) { $0 + $1.count } }

  /// The terms within the largest offered window, in section 2's order.
  package func expiringTerms(texts: TextTable) -> [ExpiringTerm] {
    expiring.flatMap(\.self).sorted { Self.precedes($0, $1, texts) }
  }

  /// The seats that will be short within the largest offered window if nothing is renewed.
  ///
  /// Of each license the worst day counts, today included; unknown use counts as none.
  var seatsShort: Int {
    var worst = Array(repeating: 0, count: account.licenses.count)
    for lines in expiring {
      for line in lines {
        worst[line.term.license] = max(worst[line.term.license], line.shortfall ?? 0)
      }
    }
    return account.licenses.indices.reduce(0) { sum, place in
      let license = account.licenses[place]
      let owned = account.quantityInForce(of: license, onDayNumber: Int(date.dayNumber))
      let shortNow = license.inUse.map { max(0, $0 - owned) } ?? 0
      return sum + max(shortNow, worst[place])
    }
  }

  /// The first end date from the report date on.
  var nextExpiry: AccountOverview.NextExpiry? {
    var first: CalendarDate?
    for term in account.terms where term.quantity > 0 {
      guard let end = term.end.date, end >= date, first.map({ end < $0 }) ?? true else { continue }
      first = end
    }
    guard let end = first else { return nil }
    let severity = expiring.joined().filter { $0.endDate == end }.map(\.severity).min()
    return AccountOverview.NextExpiry(
      endDate: end, daysLeft: date.days(until: end), severity: severity)
  }
}
