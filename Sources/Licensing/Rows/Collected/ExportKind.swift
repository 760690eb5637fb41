/// What a file holds.
///
/// A `<license-export>` may hold licenses, instances, events and alerts at once.
package enum ExportKind: String, Sendable {
  case licenses, instances, events, alerts, dismissals, preferences
}
