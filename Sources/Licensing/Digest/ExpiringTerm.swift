/// A line of the licenses that expire.
package struct ExpiringTerm: Sendable {
  /// The term that ends.
  package var term: Term
  /// Its last day.
  package var endDate: CalendarDate
  /// From the report date to the end date, in whole days; negative where it has ended.
  package var daysLeft: Int
  /// The smallest ticked window that holds the term.
  package var band: Int?
  /// The milestone crossed since the previous run.
  package var milestone: Int?
  /// nil: in use is unknown.
  package var shortfall: Int?
  /// As the alert of the term has it.
  package var severity = Severity.minor
}
