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
  /// Whether there are rows outside the scope, or of no known virtual account: their number may not
  /// be told.
  package var hasOthers = false

  /// Whether any row is missing.
  package var isAny: Bool { licenses + instances + events + alerts > 0 || hasOthers }

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
