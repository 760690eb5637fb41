internal import FoundationEssentials
internal import Rendering

/// What `license-digest alerts list` says of an account; its names are the JSON's.
struct AccountDismissals: Decodable, Sendable {
  /// What names an alert.
  struct Name: Hashable, Sendable {
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

  struct Row: Decodable, Sendable {
    let virtualAccount: String?
    let alertEvent: String
    let subject: String
    let subscriptionId: String?
    let endDate: String?
    let until: String?
    let by: String?
    let reason: String?
    /// Of a dismissal: `holds`, `worse`, `over`, `no-alert` or `names-nothing`.
    let state: String?
    /// Of an alert: its event.
    let type: String?

    var name: Name {
      Name(
        virtualAccount: virtualAccount ?? "", event: alertEvent, subject: subject,
        subscription: subscriptionId ?? "", end: endDate ?? "")
    }
  }

  let account: String
  /// The report date.
  let date: String
  /// Of the file that a new row would go to.
  let sha256: String
  let admins: [String]
  /// Those that are told.
  let alerts: [Row]
  let dismissals: [Row]

  /// What the rows that name an alert are, for a form to tell whether they changed meanwhile.
  func rows(naming name: Name) -> String {
    dismissals.filter { $0.name == name }.map { "\($0.until ?? "-")" }.joined(separator: " ")
  }
}

/// What `license-digest alerts dismiss` and `restore` say: saved, or every reason against it.
struct DismissalSavingAnswer: Decodable, Sendable {
  let saved: Bool
  let refusals: [SavingRefusal]
}
