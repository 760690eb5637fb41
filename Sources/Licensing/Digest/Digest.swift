/// Which of the two messages a digest is.
package enum MessageKind: String, Codable, Sendable {
  case dailySummary = "daily-summary"
  case statusNotice = "status-notice"
}

/// All that a message says to the readers of one variant, in reading order.
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
  /// Lines that end within the reader's windows and are not renewed, by end date.
  package var expiring: [ExpiringTerm] = []
  /// Lines that end within the reader's windows and are renewed, in the same order; no count and no
  /// subject holds them.
  package var renewed: [ExpiringTerm] = []
  /// Open alerts of the ticked events, those of expiring licenses excepted; major first.
  package var alerts: [Alert] = []
  /// Lines that the reader would have and that are dismissed, by virtual account.
  package var dismissedLines: [ExpiringTerm] = []
  /// Alerts that the reader would have and that are dismissed, by virtual account.
  package var dismissedAlerts: [Alert] = []
  /// Events of the portal's log, newest first.
  package var events: [Event] = []
  /// Totals by virtual account.
  package var totals: [VirtualAccountTotal] = []
  /// What was not read, as far as the reader may know.
  package var unread: Unread
  /// What changed since the previous run; nil without one.
  package var news: DigestNews?

  /// How many lines and alerts the reader would have if they were not dismissed.
  package var dismissedCount: Int { dismissedLines.count + dismissedAlerts.count }

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
