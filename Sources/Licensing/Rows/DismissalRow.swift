/// Alerts that somebody decided not to be told of for a while, as an export names them.
package struct DismissalRow: Hashable, Sendable {
  /// What an alert is named by.
  package enum Event: Hashable, Sendable {
    case type(AlertType)
    /// The portal's word for one of its own alerts, as written.
    case stated(TextID)
  }

  /// The account domain, in small letters.
  package var account: TextID
  /// Empty: the one virtual account that has the subject.
  package var virtualAccount: TextID
  /// Which alerts of the subject it names.
  package var event: Event
  /// The license, the product instance or the source; never empty.
  package var subject: TextID
  /// Empty: whatever the subscription.
  package var subscription: TextID
  /// The last day of the terms it names; nil: whenever they end.
  package var end: CalendarDate?
  /// The last day on which it holds; nil only where it names terms by their end.
  package var until: CalendarDate?
  /// Who dismissed it, as written; empty where nobody is stated.
  package var by: TextID
  /// Why, as written; empty where no reason is stated.
  package var reason: TextID
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of these facts.
  package init(
    account: TextID, virtualAccount: TextID = .empty, event: Event, subject: TextID,
    subscription: TextID = .empty, end: CalendarDate? = nil, until: CalendarDate?,
    by: TextID = .empty, reason: TextID = .empty, location: SourceLocation
  ) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.event = event
    self.subject = subject
    self.subscription = subscription
    self.end = end
    self.until = until
    self.by = by
    self.reason = reason
    self.location = location
  }
}
