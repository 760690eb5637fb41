/// Something of an account that the previous run knew and tonight's exports may not say.
///
/// It is beside the rows of the exports, so that what is carried has its names in their table.
package struct RememberedRow: Sendable {
  /// An alert that may have to be carried.
  package struct Alert: Sendable {
    /// Which of the events it is.
    package var type: AlertType
    /// As it was.
    package var severity: Severity
    /// The license or the instance.
    package var subject: TextID
    /// Empty where the alert is of no line.
    package var subscription: TextID
    /// nil where nothing was due.
    package var actionDue: CalendarDate?
    /// The report date on which it was new.
    package var firstSeen: CalendarDate?
    /// How it was when it was dismissed; nil where it is not.
    package var dismissed: DismissalMemory?
    /// What makes it the same alert tonight.
    package var key: AlertKey

    /// An alert of these facts.
    package init(
      type: AlertType, severity: Severity, subject: TextID, subscription: TextID,
      actionDue: CalendarDate?, firstSeen: CalendarDate?, dismissed: DismissalMemory? = nil,
      key: AlertKey
    ) {
      self.type = type
      self.severity = severity
      self.subject = subject
      self.subscription = subscription
      self.actionDue = actionDue
      self.firstSeen = firstSeen
      self.dismissed = dismissed
      self.key = key
    }
  }

  /// The account domain, in small letters.
  package var account: TextID
  /// The account's display name; empty where it has none.
  package var accountName: TextID
  /// A virtual account it had; empty where only the account is remembered.
  package var virtualAccount: TextID
  /// Whether the account had licenses that tonight's exports do not name.
  package var hasLostAll: Bool
  /// nil where only the virtual account is remembered.
  package var alert: Alert?

  /// A row of these facts.
  package init(
    account: TextID, accountName: TextID = .empty, virtualAccount: TextID, hasLostAll: Bool,
    alert: Alert? = nil
  ) {
    self.account = account
    self.accountName = accountName
    self.virtualAccount = virtualAccount
    self.hasLostAll = hasLostAll
    self.alert = alert
  }
}
