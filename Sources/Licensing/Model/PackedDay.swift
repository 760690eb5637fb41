/// A day, none, or an unknown one, in four bytes where an optional or enum takes eight.
///
/// Days sort by number; none and unknown come behind them all, in that order.
struct PackedDay: Hashable, Sendable {
  /// The day's number, or one of the two highest there are.
  private(set) var number: Int32

  /// A day, or none.
  init(_ date: CalendarDate?) {
    number = date?.dayNumber ?? .max - 1
  }

  /// The end of a term.
  init(_ end: TermEnd) {
    number =
      switch end {
      case .on(let date): date.dayNumber
      case .never: .max - 1
      case .unknown: .max
      }
  }

  /// The day, where there is one.
  var date: CalendarDate? { number < .max - 1 ? CalendarDate(dayNumber: number) : nil }

  /// As the end of a term.
  var end: TermEnd {
    switch number {
    case .max: .unknown
    case .max - 1: .never
    default: .on(CalendarDate(dayNumber: number))
    }
  }

  /// For sorting, where none and unknown are one.
  var orderNumber: Int32 { min(number, .max - 1) }
}
