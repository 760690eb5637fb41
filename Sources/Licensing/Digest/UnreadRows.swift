/// Rows that could not be read, as far as a reader may know of them.
package struct UnreadRows: Hashable, Sendable {
  /// Rejected rows of licenses.
  package var licenses = 0
  /// Rejected rows of product instances.
  package var instances = 0
  /// Rejected rows of the event log.
  package var events = 0
  /// Rejected rows of the portal's alerts.
  package var alerts = 0
  /// Whether there are rows outside the scope, or of no known virtual account, whose number may not
  /// be told, or rows that were read in part.
  package var hasOthers = false

  /// The rows whose number may be told.
  package var count: Int { licenses + instances + events + alerts }

  /// Whether any row is missing.
  package var isAny: Bool { count > 0 || hasOthers }

  /// What a scope may know of an account's rejected rows.
  package init(_ rejected: [RejectedCount], scope: Scope) {
    for count in rejected {
      if scope.contains(count.virtualAccount) { add(count) } else { hasOthers = true }
    }
  }

  /// No row.
  init() {}

  mutating func add(_ rejected: RejectedCount) {
    switch rejected.kind {
    case .licenses: licenses += rejected.rows
    case .instances: instances += rejected.rows
    case .events: events += rejected.rows
    case .alerts: alerts += rejected.rows
    case .dismissals, .preferences: break
    }
  }

  mutating func add(_ other: UnreadRows) {
    licenses += other.licenses
    instances += other.instances
    events += other.events
    alerts += other.alerts
  }
}
