/// A product instance as an export states it.
///
/// Dates after the report date are not yet corrected.
package struct InstanceRow: Sendable {
  /// The account domain, in small letters.
  package var account: TextID
  /// Its name; empty where a response of devices states none.
  package var virtualAccount: TextID
  /// The instance's name, never empty.
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
  package var hasIgnoredValue: Bool
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of these facts.
  package init(
    account: TextID, virtualAccount: TextID, name: TextID, product: TextID = .empty,
    registered: CalendarDate? = nil, renewed: CalendarDate? = nil,
    authorized: CalendarDate? = nil, lastContact: CalendarDate? = nil, status: TextID = .empty,
    hasIgnoredValue: Bool = false, location: SourceLocation
  ) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.name = name
    self.product = product
    self.registered = registered
    self.renewed = renewed
    self.authorized = authorized
    self.lastContact = lastContact
    self.status = status
    self.hasIgnoredValue = hasIgnoredValue
    self.location = location
  }
}
