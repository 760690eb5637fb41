/// How many terms end in each of the next thirteen weeks, by severity.
///
/// The first week begins on the report date; both ends of the 90 days belong to it:
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
    package var lastDaysLeft: Int { firstDaysLeft + 6 }
    /// All terms that end in it.
    package var terms: Int { major + minor }
  }

  /// The last day of the timeline, in days left.
  package static let days = 90
  /// Thirteen weeks, the one that begins on the report date first.
  package private(set) var weeks = stride(from: 0, to: days, by: 7).map { Week(firstDaysLeft: $0) }

  /// The timeline of these terms; those that end later are not in it.
  init(_ terms: some Sequence<ExpiringTerm>) {
    for term in terms where (0...Self.days).contains(term.daysLeft) {
      switch term.severity {
      case .major: weeks[term.daysLeft / 7].major += 1
      case .minor, .informational: weeks[term.daysLeft / 7].minor += 1
      }
    }
  }

  /// The most terms that end in one week.
  package var highest: Int { weeks.map(\.terms).max() ?? 0 }
}
