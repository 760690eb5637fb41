/// An alert of the portal's own, as an export of them states it.
package struct AlertRow: Sendable {
  /// The account domain, in small letters.
  package var account: TextID
  /// Empty: of the whole account.
  package var virtualAccount: TextID
  /// As read; a word that is not known is minor.
  package var severity: Severity
  /// The portal's word for what happened, as written; never empty.
  package var type: TextID
  /// As written; empty where none is stated.
  package var message: TextID
  /// What it is about: a license, a product instance, a satellite; empty where none is stated.
  package var source: TextID
  /// nil: none is stated.
  package var actionDue: CalendarDate?
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of these facts.
  package init(
    account: TextID, virtualAccount: TextID = .empty, severity: Severity, type: TextID,
    message: TextID = .empty, source: TextID = .empty, actionDue: CalendarDate? = nil,
    location: SourceLocation
  ) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.severity = severity
    self.type = type
    self.message = message
    self.source = source
    self.actionDue = actionDue
    self.location = location
  }
}
