/// Where a product instance stands, and when that changes next.
package struct InstanceStanding: Sendable {
  /// The worse of the dated and the stated state; nil where neither is known.
  package let state: AuthorizationPeriod.State?
  /// The last day of the authorization, or in grace the last day of grace.
  ///
  /// nil where nothing is left to end, or where a stated status is worse than the dates say.
  package let lastDay: CalendarDate?

  /// Judges an instance on a day.
  package init(
    _ instance: ProductInstance, on day: CalendarDate, texts: TextTable, settings: RuleSettings
  ) {
    let period = instance.authorized.map { AuthorizationPeriod(begin: $0, settings: settings) }
    let dated = period?.state(on: day)
    let stated = AuthorizationPeriod.State(status: texts.string(instance.status))
    state = [dated, stated].compactMap(\.self).max()
    guard let period, state == dated else {
      lastDay = nil
      return
    }
    lastDay =
      switch period.state(on: day) {
      case .authorized, .renewalOverdue: period.end
      case .grace: period.graceEnd
      case .graceExpired: nil
      }
  }
}
