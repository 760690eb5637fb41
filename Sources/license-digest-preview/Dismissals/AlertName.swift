internal import Answers
internal import Rendering

/// What names an alert in a form of dismissals; empty where it says nothing.
struct AlertName: Hashable, Sendable {
  var virtualAccount: String
  var event: String
  var subject: String
  var subscription: String
  var end: String

  /// By which the account's page marks the alert's row.
  var key: String {
    Anchor.alert(
      virtualAccount, event: event, subject: subject, subscription: subscription, end: end)
  }
}

extension AlertsAnswer.Row {
  var name: AlertName {
    AlertName(
      virtualAccount: virtualAccount ?? "", event: alertEvent, subject: subject,
      subscription: subscriptionId ?? "", end: endDate ?? "")
  }
}

extension AlertsAnswer {
  /// What the rows that name an alert are, for a form to tell whether they changed meanwhile.
  func rows(naming name: AlertName) -> String {
    dismissals.filter { $0.name == name }.map { "\($0.until ?? "-")" }.joined(separator: " ")
  }
}
