/// What renews a term: other terms of its license, whose seats take the place of its own.
package struct Renewal: Hashable, Sendable {
  /// Of the first term that gives seats; empty where it states none.
  package var subscription: TextID
  /// The day on which the first of them ends; nil where none does.
  package var until: CalendarDate?

  /// A renewal by a subscription until a day.
  package init(subscription: TextID, until: CalendarDate?) {
    self.subscription = subscription
    self.until = until
  }

  /// Of two terms in one line.
  func union(_ other: Renewal) -> Renewal {
    let ends = [until, other.until].compactMap(\.self)
    return Renewal(subscription: subscription, until: ends.min())
  }
}
