/// The days of a product instance between its last success and the end of grace.
///
/// A period begins at a success and is renewed every 30 days; grace begins when it ends, and the
/// system keeps trying: a success begins a new period.
///
///     age in days   0 ... 30      31 ... 90         91 ... 180   181 ...
///                   authorized    renewal overdue   grace        grace expired
package struct AuthorizationPeriod: Sendable {
  /// The ladder, best first.
  package enum State: String, Comparable, CaseIterable, Sendable {
    case authorized
    case renewalOverdue = "renewal-overdue"
    case grace
    case graceExpired = "grace-expired"

    package static func < (left: State, right: State) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The last success.
  let begin: CalendarDate
  /// The last day of the period.
  package let end: CalendarDate
  /// The last day of grace.
  package let graceEnd: CalendarDate
  private let renewalDays: Int

  /// The period that begins with a success.
  package init(begin: CalendarDate, settings: RuleSettings) {
    self.begin = begin
    end = begin.adding(days: settings.periodDays)
    graceEnd = begin.adding(days: settings.periodDays + settings.graceDays)
    renewalDays = settings.renewalDays
  }

  /// The state on a day, by dates alone.
  package func state(on day: CalendarDate) -> State {
    if day > graceEnd { return .graceExpired }
    if day > end { return .grace }
    return begin.days(until: day) > renewalDays ? .renewalOverdue : .authorized
  }
}
