/// A device that uses licenses and reports to the portal.
package struct ProductInstance: Sendable {
  /// Index in the account's `virtualAccounts`; nil where none is stated.
  package var virtualAccount: Int?
  /// Never empty.
  package var name: TextID
  /// Empty where none is stated.
  package var product: TextID
  /// The day of registration.
  package var registered: CalendarDate?
  /// The day the registration was renewed last.
  package var renewed: CalendarDate?
  /// The day of the last successful authorization.
  package var authorized: CalendarDate?
  /// The day it was heard of last.
  package var lastContact: CalendarDate?
  /// As written; empty where none is stated.
  package var status: TextID
  /// Whether a date that decides an alert cannot be read.
  package var hasIgnoredValue = false
}
