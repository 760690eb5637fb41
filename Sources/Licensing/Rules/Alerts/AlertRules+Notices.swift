extension AlertRules {
  /// The alerts of what ended or passed its limit after `since` and not after the day, sorted.
  ///
  /// Notices follow dates alone: a stated status announces nothing, and neither does a reserved
  /// instance. A term that ended is announced even if it is no alert any more on the report date.
  /// `alerts` are all of the day; the rules run again only where these do not suffice.
  static func announced(
    among alerts: [Alert], of account: SmartAccount, outlooks: TermOutlooks, texts: TextTable,
    since: CalendarDate, on day: CalendarDate, settings: RuleSettings
  ) -> [Alert] {
    var reaching = settings
    reaching.expiredForDays = max(settings.expiredForDays, since.days(until: day))
    if reaching.expiredForDays == settings.expiredForDays,
      account.instances.allSatisfy(\.status.isEmpty)
    {
      return alerts.filter { $0.beganAfter(since, on: day, settings: settings) }
    }
    var undisguised = account
    for index in account.instances.indices {
      let status = InstanceStatus(texts.string(account.instances[index].status))
      if status != .reserved { undisguised.instances[index].status = .empty }
    }
    let found = found(
      in: undisguised, outlooks: outlooks, texts: texts, on: day, settings: reaching
    ).filter { $0.beganAfter(since, on: day, settings: settings) }
    return Alert.sorted(found, texts: texts)
  }
}

extension Alert {
  /// Whether what the alert says was not yet so on an earlier day.
  fileprivate func beganAfter(
    _ since: CalendarDate, on day: CalendarDate, settings: RuleSettings
  ) -> Bool {
    switch facts {
    case .insufficient, .outOfCompliance, .expiring, .stated, .carried: return false
    case .expired: return actionDue.map { $0 >= since } ?? false
    case .notRenewed(let renewed): return renewed.days(until: since) <= settings.renewalDays
    case .notConnected(let contact): return contact.days(until: since) <= settings.contactDays
    case .authorization(_, let success, _):
      guard let success else { return false }
      let period = AuthorizationPeriod(begin: success, settings: settings)
      return max(period.state(on: since), .renewalOverdue) < period.state(on: day)
    }
  }
}
