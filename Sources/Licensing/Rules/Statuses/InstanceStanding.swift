/// Where a product instance is in its authorization, and when that changes next.
package struct InstanceStanding: Sendable {
  /// The worse of the dated and the stated state; nil where neither is known, or nothing is to
  /// renew.
  package let state: AuthorizationPeriod.State?
  /// The last day of the authorization, or in grace the last day of grace.
  ///
  /// nil where nothing is left to end, or where a stated status is worse than the dates say.
  package let lastDay: CalendarDate?
  /// Whether its licenses are reserved, so that it has nothing to renew.
  package let isReserved: Bool
  /// The period by dates; nil where no success is known.
  let period: AuthorizationPeriod?
  /// Whether the stated status is worse than the dates say.
  let isStatedWorse: Bool

  /// Judges an instance on a day.
  package init(
    _ instance: ProductInstance, on day: CalendarDate, texts: TextTable, settings: RuleSettings
  ) {
    let status = InstanceStatus(texts.string(instance.status))
    isReserved = status == .reserved
    guard status != .reserved else {
      (state, lastDay, period, isStatedWorse) = (nil, nil, nil, false)
      return
    }
    period = instance.authorized.map { AuthorizationPeriod(begin: $0, settings: settings) }
    let dated = period?.state(on: day)
    state = [dated, status.state].compactMap(\.self).max()
    isStatedWorse = state != dated
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
