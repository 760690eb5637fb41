/// The windows that hold for a user: the largest decides what is reported, each is a band (P6).
package struct WindowSelection: Hashable, Sendable {
  /// Lengths in days, descending, each once; empty: no expiry section.
  package let days: [Int]

  /// These lengths, in any order.
  package init(_ days: [Int]) {
    self.days = days.count < 2 ? days : Set(days).sorted(by: >)
  }

  /// What is reported at all; nil where no window is ticked.
  package var largest: ExpirationWindow? {
    days.first.map(ExpirationWindow.init(days:))
  }

  /// The smallest ticked window that holds a term with these days left; nil where none does.
  package func band(daysLeft: Int) -> Int? {
    daysLeft < 0 ? nil : days.last { daysLeft <= $0 }
  }

  /// The windows of both (P10).
  package func union(_ other: WindowSelection) -> WindowSelection {
    WindowSelection(days + other.days)
  }
}
