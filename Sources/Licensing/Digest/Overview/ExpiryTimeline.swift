/// How many terms end in each of the next weeks, by severity.
///
/// The first week begins on the report date. The timeline covers the largest offered window, but
/// 90 days at least; both ends belong to it:
///
///     days left   0 ... 6   7 ... 13   ...   84 ... 90
///     week        first     second     ...   last
package struct ExpiryTimeline: Sendable {
  /// The terms that end within seven days.
  package struct Week: Sendable {
    /// Days left on its first day.
    package let firstDaysLeft: Int
    /// Terms whose end is a major alert.
    package var major = 0
    /// Terms whose end is a minor alert.
    package var minor = 0

    /// Days left on its last day.
    package let lastDaysLeft: Int
    /// All terms that end in it.
    package var terms: Int { major + minor }
  }

  /// The last day of the shortest timeline, in days left.
  static let leastDays = 90

  /// The last day of the timeline, in days left.
  package let days: Int
  /// The one that begins on the report date first; the last may be shorter.
  package private(set) var weeks: [Week]

  /// The timeline of these terms; those that end later are not in it.
  init(_ terms: some Sequence<ExpiringTerm>, window: Int) {
    let days = max(Self.leastDays, window)
    self.days = days
    weeks = stride(from: 0, through: days, by: 7).map {
      Week(firstDaysLeft: $0, lastDaysLeft: min($0 + 6, days))
    }
    for term in terms where (0...days).contains(term.daysLeft) {
      switch term.severity {
      case .major: weeks[term.daysLeft / 7].major += 1
      case .minor, .informational: weeks[term.daysLeft / 7].minor += 1
      }
    }
  }

  /// The most terms that end in one week.
  package var highest: Int { weeks.map(\.terms).max() ?? 0 }
}
