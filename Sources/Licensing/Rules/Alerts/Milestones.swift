/// The day counts before an end date on which its expiry is announced, once each.
///
/// A term crosses a milestone between the previous run (since) and the report date:
///
///     days left     since 31 -> 29 today: crosses 30
///                   since 31 -> 17 today: crosses 30 and 17, and 17 is announced
///                   since 30 -> 29 today: crosses nothing, 30 was announced
package struct Milestones: Sendable {
  /// Days, ascending.
  package let days: [Int]

  /// These day counts, in any order.
  package init(_ days: [Int]) {
    self.days = Set(days).sorted()
  }

  /// The smallest milestone crossed since the previous run; nil where none was.
  package func crossed(
    by endDate: CalendarDate, since: CalendarDate, reportDate: CalendarDate
  ) -> Int? {
    let now = reportDate.days(until: endDate)
    let before = since.days(until: endDate)
    guard now >= 0 else { return nil }
    return days.first { now <= $0 && $0 < before }
  }
}
