/// An alert of the portal's own, in the words of the export.
package struct StatedAlert: Sendable {
  /// Index in the account's `virtualAccounts`; nil: of the whole account.
  package var virtualAccount: Int?
  /// As the portal judges it.
  package var severity: Severity
  /// The portal's word for what happened.
  package var type: TextID
  /// The portal's own words; empty where none are stated.
  package var message: TextID
  /// A license, an instance or what else it is about; empty where none is stated.
  package var source: TextID
  /// nil: none is stated.
  package var actionDue: CalendarDate?
}
