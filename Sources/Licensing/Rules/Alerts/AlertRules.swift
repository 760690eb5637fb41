/// All alerts of an account on a day: the only caller of the other alert rules.
package struct AlertRules {
  private let account: SmartAccount
  private let outlooks: TermOutlooks
  private let settings: RuleSettings
  private let day: CalendarDate
  private let texts: TextTable
  private let window: ExpirationWindow
  private var alerts: [Alert] = []

  /// Every alert, sorted.
  ///
  /// Out of compliance is there also beside insufficient licenses of the same license;
  /// `withoutCoveredCompliance` leaves it out.
  package static func alerts(
    of account: SmartAccount, outlooks: TermOutlooks, texts: TextTable, on day: CalendarDate,
    settings: RuleSettings
  ) -> [Alert] {
    let found = found(
      in: account, outlooks: outlooks, texts: texts, on: day, settings: settings)
    return Alert.sorted(
      found + stated(of: account, beside: found, outlooks: outlooks, texts: texts), texts: texts)
  }

  /// The same without the portal's own, in no order.
  static func found(
    in account: SmartAccount, outlooks: TermOutlooks, texts: TextTable, on day: CalendarDate,
    settings: RuleSettings
  ) -> [Alert] {
    var rules = AlertRules(
      account: account, outlooks: outlooks, settings: settings, day: day, texts: texts)
    for license in account.licenses { rules.judge(license) }
    for instance in account.instances { rules.judge(instance) }
    return rules.alerts
  }

  /// The built-in severity: major up to 30 days before the end if seats will be short, else minor.
  static func severity(ofExpiring daysLeft: Int, shortfall: Int?) -> Severity {
    daysLeft <= 30 && (shortfall ?? 0) > 0 ? .major : .minor
  }

  private init(
    account: SmartAccount, outlooks: TermOutlooks, settings: RuleSettings, day: CalendarDate,
    texts: TextTable
  ) {
    self.account = account
    self.outlooks = outlooks
    self.settings = settings
    self.day = day
    self.texts = texts
    window = ExpirationWindow(days: settings.largestWindow)
  }

  private mutating func judge(_ license: License) {
    let owned = account.quantityInForce(of: license, on: day)
    let isShort = license.inUse.map { $0 > owned } ?? false
    if isShort, let inUse = license.inUse {
      add(
        .insufficientLicenses, .major, due: day, license,
        .insufficient(inUse: inUse, owned: owned))
    }
    if license.isOutOfCompliance {
      add(.outOfCompliance, .major, due: day, license, .outOfCompliance)
    }
    for index in license.terms { judge(term: index, of: license, isShort: isShort) }
  }

  private mutating func judge(term index: Int, of license: License, isShort: Bool) {
    let term = account.terms[index]
    guard term.quantity > 0, let end = term.end.date, outlooks.renewal(ofTerm: index) == nil
    else { return }
    let daysLeft = day.days(until: end)
    if daysLeft < 0, -daysLeft <= settings.expiredForDays {
      add(
        .licensesExpired, isShort ? .major : .minor, due: end, license, term: index,
        .expired(
          quantity: term.quantity, daysAgo: -daysLeft,
          isCovered: license.inUse != nil && !isShort))
    }
    if window.contains(endDate: end, on: day) {
      let shortfall = outlooks.shortfall(ofTerm: index)
      add(
        .licensesExpiring, Self.severity(ofExpiring: daysLeft, shortfall: shortfall), due: end,
        license, term: index,
        .expiring(quantity: term.quantity, daysLeft: daysLeft, shortfall: shortfall))
    }
  }

  private mutating func judge(_ instance: ProductInstance) {
    let standing = InstanceStanding(instance, on: day, texts: texts, settings: settings)
    if standing.isReserved { return }
    judge(standing, of: instance)
    if let renewed = instance.renewed, renewed.days(until: day) > settings.renewalDays {
      add(
        .failedToRenew, .minor, due: renewed.adding(days: settings.renewalDays), instance,
        .notRenewed(since: renewed))
    }
    if let contact = instance.lastContact, contact.days(until: day) > settings.contactDays {
      add(
        .failedToConnect, .minor, due: contact.adding(days: settings.periodDays), instance,
        .notConnected(since: contact))
    }
  }

  private mutating func judge(_ standing: InstanceStanding, of instance: ProductInstance) {
    guard let state = standing.state, state >= .grace else { return }
    add(
      .authorizationExpired, state == .grace ? .minor : .major,
      due: standing.isStatedWorse ? day : standing.period?.graceEnd ?? day, instance,
      .authorization(
        isGraceOver: state == .graceExpired,
        since: standing.isStatedWorse ? nil : instance.authorized, status: instance.status))
  }

  private mutating func add(
    _ type: AlertType, _ severity: Severity, due: CalendarDate, _ license: License,
    term: Int? = nil, _ facts: Alert.Facts
  ) {
    let stated = term.map { account.terms[$0] }
    alerts.append(
      Alert(
        type: type, severity: settings.severities[type] ?? severity, actionDue: due,
        virtualAccount: license.virtualAccount, subject: license.name,
        subscription: stated?.subscription ?? .empty, quantity: stated?.quantity ?? 0, term: term,
        facts: facts))
  }

  private mutating func add(
    _ type: AlertType, _ severity: Severity, due: CalendarDate, _ instance: ProductInstance,
    _ facts: Alert.Facts
  ) {
    alerts.append(
      Alert(
        type: type, severity: settings.severities[type] ?? severity, actionDue: due,
        virtualAccount: instance.virtualAccount, subject: instance.name, facts: facts))
  }
}
