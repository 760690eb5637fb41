/// Which of the two messages a digest is (8.1, 8.2).
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
  /// Section 2, by end date.
  package var expiring: [ExpiringTerm] = []
  /// Section 3, major first.
  package var alerts: [Alert] = []
  /// Section 4, newest first.
  package var events: [Event] = []
  /// Section 5, by virtual account.
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

/// A line of section 2.
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

/// A line of section 5.
package struct VirtualAccountTotal: Sendable {
  /// Place in the account's `virtualAccounts`.
  package var virtualAccount: Int
  /// Distinct license names.
  package var licenses = 0
  /// Quantity of the terms in force.
  package var quantity = 0
  /// nil: unknown for at least one license, so that no sum would be true.
  package var inUse: Int? = 0
  /// Lines of the expiring section.
  package var expiring = 0
  /// Lines of the alerts section.
  package var alerts = 0
}

/// Rows that could not be read, as far as a reader may know of them (4.4).
package struct UnreadRows: Sendable {
  /// Rejected rows of that kind.
  package var licenses = 0
  /// Rejected rows of that kind.
  package var instances = 0
  /// Rejected rows of that kind.
  package var events = 0
  /// Rows outside the scope, or of no known virtual account: told without a number.
  package var hasOthers = false

  /// What a scope may know of an account's rejected rows.
  package init(_ rejected: [RejectedCount], scope: Scope) {
    for count in rejected {
      guard scope.contains(count.virtualAccount) else {
        hasOthers = true
        continue
      }
      switch count.kind {
      case .licenses: licenses += count.rows
      case .instances: instances += count.rows
      case .events: events += count.rows
      case .preferences: break
      }
    }
  }
}
