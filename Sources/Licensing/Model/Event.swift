/// An event of the portal's log, in the words of the export.
package struct Event: Sendable {
  /// Index in the account's `virtualAccounts`; nil: of the whole account.
  package var virtualAccount: Int?
  /// As the export writes it.
  package var time: TextID
  /// The day of the time as written; nil where it is none.
  package var day: CalendarDate?
  /// Empty where none is stated.
  package var type: TextID
  /// The portal's own words.
  package var message: TextID
  /// Empty where none is stated.
  package var user: TextID
}
