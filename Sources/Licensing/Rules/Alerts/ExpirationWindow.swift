/// The days before its end date on which a term is reported.
///
/// Whole calendar days; both ends belong to the window:
///
///     days left       91 | 90  89 ...  1   0 | -1
///     90-day window  out |       in          | out
package struct ExpirationWindow: Sendable {
  /// Length in days.
  package let days: Int

  /// A window of that many days.
  package init(days: Int) {
    self.days = days
  }

  /// Whether a term that ends on one day is reported on another.
  package func contains(endDate: CalendarDate, on reportDate: CalendarDate) -> Bool {
    (0...max(days, 0)).contains(reportDate.days(until: endDate))
  }
}
