/// All alerts of an account on a day: the only caller of the other alert rules.
package struct AlertRules {
  private let account: SmartAccount
  private let settings: RuleSettings
  private let day: CalendarDate
  private let texts: TextTable
  private let window: ExpirationWindow
  private var alerts: [Alert] = []

  /// Every alert, sorted by severity, action due, virtual account and subject.
  ///
  /// Out of compliance is there also beside insufficient licenses of the same license;
  /// `withoutCoveredCompliance` leaves it out.
  package static func alerts(
    of account: SmartAccount, texts: TextTable, on day: CalendarDate, settings: RuleSettings
  ) -> [Alert] {
    var rules = AlertRules(account: account, settings: settings, day: day, texts: texts)
    for license in account.licenses { rules.judge(license) }
    for instance in account.instances { rules.judge(instance) }
    return Alert.sorted(rules.alerts, texts: texts)
  }

  /// The alerts of what ended or passed its limit after `since` and not after the day, sorted.
  ///
  /// Notices follow dates alone: a stated status announces nothing. An ended term is told however
  /// short the time it stays an alert. `alerts` are all of the day, which are not judged again
  /// where nothing is told but what they hold.
  static func announced(
    among alerts: [Alert], of account: SmartAccount, texts: TextTable, since: CalendarDate,
    on day: CalendarDate, settings: RuleSettings
  ) -> [Alert] {
    var reaching = settings
    reaching.expiredForDays = max(settings.expiredForDays, since.days(until: day))
    if reaching.expiredForDays == settings.expiredForDays,
      account.instances.allSatisfy(\.status.isEmpty)
    {
      return alerts.filter { $0.beganAfter(since, on: day, settings: settings) }
    }
    var rules = AlertRules(account: account, settings: reaching, day: day, texts: texts)
    for license in account.licenses { rules.judge(license) }
    for var instance in account.instances {
      instance.status = .empty
      rules.judge(instance)
    }
    let announced = rules.alerts.filter { $0.beganAfter(since, on: day, settings: settings) }
    return Alert.sorted(announced, texts: texts)
  }

  /// Minor; major from 30 days down with seats that will be short, unless the settings say else.
  static func severity(ofExpiring daysLeft: Int, shortfall: Int?) -> Severity {
    daysLeft <= 30 && (shortfall ?? 0) > 0 ? .major : .minor
  }

  private init(
    account: SmartAccount, settings: RuleSettings, day: CalendarDate, texts: TextTable
  ) {
    self.account = account
    self.settings = settings
    self.day = day
    self.texts = texts
    window = ExpirationWindow(days: settings.largestWindow)
  }

  private mutating func judge(_ license: License) {
    let owned = account.quantityInForce(of: license, onDayNumber: Int(day.dayNumber))
    let isShort = license.inUse.map { $0 > owned } ?? false
    if isShort, let inUse = license.inUse {
      add(
        .insufficientLicenses, .major, due: day, license,
        .insufficient(inUse: inUse, owned: owned))
    }
    if license.isOutOfCompliance {
      add(.outOfCompliance, .major, due: day, license, .outOfCompliance)
    }
    for index in license.terms { judge(account.terms[index], of: license, isShort: isShort) }
  }

  private mutating func judge(_ term: Term, of license: License, isShort: Bool) {
    guard term.quantity > 0, let end = term.end.date else { return }
    let daysLeft = day.days(until: end)
    if daysLeft < 0, -daysLeft <= settings.expiredForDays {
      add(
        .licensesExpired, isShort ? .major : .minor, due: end, license, term: term,
        .expired(
          quantity: term.quantity, daysAgo: -daysLeft,
          isCovered: license.inUse != nil && !isShort))
    }
    if window.contains(endDate: end, on: day) {
      let shortfall = account.shortfall(of: term)
      add(
        .licensesExpiring, Self.severity(ofExpiring: daysLeft, shortfall: shortfall), due: end,
        license, term: term,
        .expiring(quantity: term.quantity, daysLeft: daysLeft, shortfall: shortfall))
    }
  }

  private mutating func judge(_ instance: ProductInstance) {
    judgeAuthorization(of: instance)
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

  private mutating func judgeAuthorization(of instance: ProductInstance) {
    let period = instance.authorized.map {
      AuthorizationPeriod(begin: $0, settings: settings)
    }
    let dated = period?.state(on: day)
    let stated = AuthorizationPeriod.State(status: texts.string(instance.status))
    guard let state = [dated, stated].compactMap(\.self).max(), state >= .grace else { return }
    let isStatedWorse = dated.map { state > $0 } ?? true
    add(
      .authorizationExpired, state == .grace ? .minor : .major,
      due: isStatedWorse ? day : period?.graceEnd ?? day, instance,
      .authorization(
        isGraceOver: state == .graceExpired, since: isStatedWorse ? nil : instance.authorized,
        status: instance.status))
  }

  private mutating func add(
    _ type: AlertType, _ severity: Severity, due: CalendarDate, _ license: License,
    term: Term? = nil, _ facts: Alert.Facts
  ) {
    alerts.append(
      Alert(
        type: type, severity: settings.severities[type] ?? severity, actionDue: due,
        virtualAccount: license.virtualAccount, subject: license.name,
        subscription: term?.subscription ?? .empty, quantity: term?.quantity ?? 0, facts: facts))
  }

  private mutating func add(
    _ type: AlertType, _ severity: Severity, due: CalendarDate, _ instance: ProductInstance,
    _ facts: Alert.Facts
  ) {
    alerts.append(
      Alert(
        type: type, severity: settings.severities[type] ?? severity, actionDue: due,
        virtualAccount: instance.virtualAccount, subject: instance.name, subscription: .empty,
        quantity: 0, facts: facts))
  }
}

extension Alert {
  /// Whether what the alert tells was not yet so on an earlier day.
  fileprivate func beganAfter(
    _ since: CalendarDate, on day: CalendarDate, settings: RuleSettings
  ) -> Bool {
    switch facts {
    case .insufficient, .outOfCompliance, .expiring: return false
    case .expired: return actionDue >= since
    case .notRenewed(let renewed): return renewed.days(until: since) <= settings.renewalDays
    case .notConnected(let contact): return contact.days(until: since) <= settings.contactDays
    case .authorization(_, let success, _):
      guard let success else { return false }
      let period = AuthorizationPeriod(begin: success, settings: settings)
      return max(period.state(on: since), .renewalOverdue) < period.state(on: day)
    }
  }
}

extension [Alert] {
  /// Without out-of-compliance alerts of a license whose insufficient licenses the list shows.
  package var withoutCoveredCompliance: [Alert] {
    let covered = Set(
      filter { $0.type == .insufficientLicenses }.map {
        LicenseKey(virtualAccount: $0.virtualAccount, subject: $0.subject)
      })
    return filter {
      $0.type != .outOfCompliance
        || !covered.contains(LicenseKey(virtualAccount: $0.virtualAccount, subject: $0.subject))
    }
  }
}

/// What names a license within an account.
private struct LicenseKey: Hashable {
  var virtualAccount: Int
  var subject: TextID
}
