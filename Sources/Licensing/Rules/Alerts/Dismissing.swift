/// What rows of dismissals made of an alert in the previous run, and make of it tonight.
///
/// Hardly any alert has either, so both are kept outside of it.
enum Dismissing: Sendable {
  case nothing
  indirect case something(before: DismissalMemory?, now: AlertDismissal?)

  init(before: DismissalMemory?, now: AlertDismissal?) {
    self = before == nil && now == nil ? .nothing : .something(before: before, now: now)
  }
}

/// The row that names an alert, and how the alert was when it was dismissed.
package struct AlertDismissal: Sendable {
  /// Of the row in the account's `dismissals`.
  package var index: Int
  /// What the next run is to know.
  package var memory: DismissalMemory
}

extension Alert {
  /// How the previous run had dismissed it; nil where it had not, or without one.
  var wasDismissed: DismissalMemory? {
    get { if case .something(let before, _) = dismissing { before } else { nil } }
    set { dismissing = Dismissing(before: newValue, now: dismissal) }
  }

  /// What a row of dismissals makes of it; nil where none names it.
  package internal(set) var dismissal: AlertDismissal? {
    get { if case .something(_, let now) = dismissing { now } else { nil } }
    set { dismissing = Dismissing(before: wasDismissed, now: newValue) }
  }

  /// Whether no message and no count has it, since a row dismisses it.
  package var isDismissed: Bool { dismissal.map { !$0.memory.isWorse } ?? false }
}
