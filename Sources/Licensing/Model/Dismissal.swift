/// A row of dismissals, and what of its account it names.
package struct Dismissal: Sendable {
  /// What a row comes to on the report date.
  package enum State: Sendable {
    /// It names a subject: in the virtual account of this index, or of the whole account (nil).
    case holds(virtualAccount: Int?)
    /// Its last day is over.
    case isOver
    /// Nothing of the account is what it names, or more than one virtual account has it.
    case namesNothing
  }

  /// As the export states it.
  package var row: DismissalRow
  /// Whether it holds, and where.
  package var state: State

  /// A row that comes to this.
  package init(row: DismissalRow, state: State) {
    self.row = row
    self.state = state
  }
}

/// How an alert was when it was dismissed, as each run hands it to the next.
package struct DismissalMemory: Hashable, Sendable {
  /// Of the row: the last day on which it holds.
  package var until: CalendarDate?
  /// Of the row: the last day of the terms it names.
  package var end: CalendarDate?
  /// Of the alert in the first run that dismissed it.
  package var severity: Severity
  /// The same; nil where that was unknown, or is not its subject.
  package var seatsShort: Int?
  /// Whether the alert became worse than that, so that it is told in spite of the row.
  package var isWorse: Bool

  /// A memory of these facts.
  package init(
    until: CalendarDate?, end: CalendarDate?, severity: Severity, seatsShort: Int?,
    isWorse: Bool = false
  ) {
    self.until = until
    self.end = end
    self.severity = severity
    self.seatsShort = seatsShort
    self.isWorse = isWorse
  }
}

extension DismissalMemory {
  /// What is remembered of an alert from the first run on that dismisses it by a row.
  init(of alert: Alert, by row: DismissalRow) {
    self.init(
      until: row.until, end: row.end, severity: alert.severity, seatsShort: alert.seatsShort)
  }

  /// Whether a row dismisses anew what this one dismissed: until a later day, or for another end.
  func isRenewed(by row: DismissalRow) -> Bool {
    row.end != end || (row.until ?? .last) > (until ?? .last)
  }

  /// The memory after a night on which the alert was so; worse once is worse for good.
  func after(_ alert: Alert) -> DismissalMemory {
    var next = self
    next.isWorse =
      isWorse || alert.severity < severity || (alert.seatsShort ?? 0) > (seatsShort ?? 0)
    return next
  }
}
