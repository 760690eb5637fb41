internal import Licensing

/// What the status of a term says, in any spelling.
enum TermStatus {
  case unstated
  case active
  /// Canceled or pending: it gives no seats.
  case withoutSeats
  /// It is not in force.
  case expired
  /// It has not begun; without a start date it is not in force.
  case future
  /// Nobody knows the word.
  case unknown

  /// Judges a status as the export writes it.
  init(_ written: String) {
    switch StatusWord(written).letters {
    case "": self = written.isEmpty ? .unstated : .unknown
    case "active": self = .active
    case "canceled", "cancelled", "pending": self = .withoutSeats
    case "expired": self = .expired
    case "future": self = .future
    default: self = .unknown
    }
  }
}
