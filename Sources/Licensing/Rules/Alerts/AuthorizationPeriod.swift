/// Where a product instance stands between its last success and the end of grace.
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

    /// The state a stated status names; nil for any other word.
    package init?(status: String) {
      let letters = status.lowercasedASCII.filter { $0 != " " && $0 != "-" && $0 != "_" }
      switch letters {
      case "authorized": self = .authorized
      case "renewaloverdue": self = .renewalOverdue
      case "grace", "authorizationexpired": self = .grace
      case "graceexpired": self = .graceExpired
      default: return nil
      }
    }

    package static func < (left: State, right: State) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The last success.
  package let begin: CalendarDate
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
