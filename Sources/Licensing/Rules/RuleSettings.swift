/// The figures of the rules that an installation may change; docs/rules.md states the defaults.
package struct RuleSettings: Sendable {
  /// Windows a user may tick, in days.
  package var windows: [Int] = [90, 60, 30, 17, 7, 4, 3]
  /// Days before an end date on which an expiry is announced.
  package var milestones: [Int] = [90, 60, 30, 17, 7, 4, 3]
  /// Severities that replace those of docs/rules.md.
  package var severities: [AlertType: Severity] = [:]
  /// How long an ended term stays an alert, in days.
  package var expiredForDays = 90
  /// Days after which a registration or authorization is to be renewed.
  package var renewalDays = 30
  /// Length of an authorization period, in days.
  package var periodDays = 90
  /// Length of the grace period that follows it, in days.
  package var graceDays = 90
  /// Days without contact after which an instance failed to connect.
  package var contactDays = 30
  /// Days without a change of any license after which messages say so; 0: never.
  package var staleAfterDays = 0

  /// The figures of docs/rules.md.
  package init() {}

  /// The largest window a user may tick: what pages call expiring.
  package var largestWindow: Int { windows.max() ?? 90 }

  /// The window preselected for the expiring event: 90 if offered, else the largest.
  package var preselectedWindow: Int { windows.contains(90) ? 90 : largestWindow }
}
