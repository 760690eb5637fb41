/// An event of the portal's log.
package struct EventRow: Sendable {
  /// The account domain, in small letters.
  package var account: TextID
  /// Empty: of the whole account.
  package var virtualAccount: TextID
  /// As written.
  package var time: TextID
  /// The day of `time`; nil where it is no day, and then no summary shows the event.
  package var day: CalendarDate?
  /// As written; empty where none is stated.
  package var type: TextID
  /// As written.
  package var message: TextID
  /// As written; empty where none is stated.
  package var user: TextID
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of these facts.
  package init(
    account: TextID, virtualAccount: TextID, time: TextID, day: CalendarDate?, type: TextID,
    message: TextID, user: TextID, location: SourceLocation
  ) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.time = time
    self.day = day
    self.type = type
    self.message = message
    self.user = user
    self.location = location
  }
}
