/// Rows that could not be read, as far as a reader may know of them.
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
