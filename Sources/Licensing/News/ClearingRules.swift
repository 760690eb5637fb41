/// Whether an alert that is gone went without anybody having done something.
///
/// Then it is neither over nor told: a term that ended is an alert of its own, and what only the
/// passing of days or a changed setting let go was not solved.
struct ClearingRules {
  let account: SmartAccount
  let texts: TextTable
  let date: CalendarDate
  let settings: RuleSettings

  /// Whether time or a setting let go of an alert of an earlier report date.
  func isLetGo(_ alert: RememberedAlert, since previous: CalendarDate) -> Bool {
    switch alert.key.type {
    case .licensesExpiring:
      // Past its end it is the alert of an ended term, or renewed.
      guard let daysLeft = alert.key.end.map({ date.days(until: $0) }) else { return true }
      return !(0...settings.largestWindow).contains(daysLeft)
    case .licensesExpired:
      guard let daysAgo = alert.key.end.map({ $0.days(until: date) }) else { return true }
      return daysAgo > settings.expiredForDays
    case .failedToConnect:
      guard let contact = instance(of: alert)?.lastContact else { return false }
      return contact.adding(days: settings.periodDays) == alert.actionDue
        && contact.days(until: date) <= settings.contactDays
    case .failedToRenew:
      // A renewal since then came after the day it was due.
      guard let renewed = instance(of: alert)?.renewed, let due = alert.actionDue else {
        return false
      }
      return renewed < due && renewed.days(until: date) <= settings.renewalDays
    case .authorizationExpired:
      // The day of a stated status is the report date; a success since then is recent.
      guard let success = instance(of: alert)?.authorized, alert.actionDue != previous else {
        return false
      }
      return success.days(until: previous) > settings.renewalDays
    case .insufficientLicenses, .outOfCompliance, .portalAlerts: return false
    }
  }

  private func instance(of alert: RememberedAlert) -> ProductInstance? {
    let (virtualAccount, name) = (alert.key[.virtualAccount], alert.key[.subject])
    return account.instances.first { instance in
      texts.bytes(of: instance.name).elementsEqual(name)
        && texts.bytes(
          of: instance.virtualAccount.map { account.virtualAccounts[$0] } ?? .empty
        ).elementsEqual(virtualAccount)
    }
  }
}
