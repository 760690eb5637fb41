/// Which of the two messages a digest is.
package enum MessageKind: String, Codable, Sendable {
  case dailySummary = "daily-summary"
  case statusNotice = "status-notice"
}

/// All that one variant is told in a message, in reading order.
///
/// In a status notice: the terms that crossed a milestone, with no band, what ended or passed its
/// limit since the previous run, and nothing else.
package struct Digest: Sendable {
  /// Which of the two messages it is.
  package var kind = MessageKind.dailySummary
  /// Whom it is for.
  package var variant: Variant
  /// The report date.
  package var date: CalendarDate
  /// The report date of the run before.
  package var since: CalendarDate
  /// What expires, by end date.
  package var expiring: [ExpiringTerm] = []
  /// Alerts of the ticked events, major first.
  package var alerts: [Alert] = []
  /// The portal's events, newest first.
  package var events: [Event] = []
  /// Totals, by virtual account.
  package var totals: [VirtualAccountTotal] = []
  /// Rows of the account that were rejected, as far as the reader may know of them.
  package var unread: UnreadRows
  /// Whether an export of the run broke midway, so that anything may be missing.
  package var isCutShort: Bool

  /// Whether nothing expires, is open or happened.
  package var isEmpty: Bool { expiring.isEmpty && alerts.isEmpty && events.isEmpty }

  /// The first day on which seats will be short, and the most seats of one license on that day;
  /// nil where none will be.
  package var firstShortfall: (seats: Int, from: CalendarDate)? {
    var first: (seats: Int, end: CalendarDate)?
    for line in expiring {
      guard let seats = line.shortfall, seats > 0 else { continue }
      if let known = first, (known.end, -known.seats) <= (line.endDate, -seats) { continue }
      first = (seats, line.endDate)
    }
    return first.map { ($0.seats, $0.end.adding(days: 1)) }
  }
}
