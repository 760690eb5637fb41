/// How many seats the terms of one license give on any day, in log n of the terms.
struct SeatsByDay {
  /// A sum over a few terms is faster than the steps they make.
  private static let few = 8

  private let terms: ArraySlice<Term>
  private let reportDate: CalendarDate
  /// From which day on how many, ascending; empty for a few terms.
  private var steps: [(day: Int, seats: Int)] = []

  init(_ terms: ArraySlice<Term>, reportDate: CalendarDate) {
    self.terms = terms
    self.reportDate = reportDate
    if terms.count > Self.few { addSteps() }
  }

  /// The day is a number of days since 1970-01-01, so that the day after 9999-12-31 is one too.
  func seats(onDayNumber day: Int) -> Int {
    guard !steps.isEmpty else {
      return terms.reduce(0) {
        $0 + ($1.isInForce(onDayNumber: day, reportDate: reportDate) ? $1.quantity : 0)
      }
    }
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : steps[low - 1].seats
  }

  private mutating func addSteps() {
    for term in terms where term.quantity > 0 && !term.isInactive {
      let first = term.start.map { Int($0.dayNumber) } ?? .min
      let last = term.lastDayNumber(reportDate: reportDate)
      guard first <= last ?? first else { continue }
      steps.append((first, term.quantity))
      if let last { steps.append((last + 1, -term.quantity)) }
    }
    steps.sort { $0.day < $1.day }
    var seats = 0
    for index in steps.indices {
      seats += steps[index].seats
      steps[index].seats = seats
    }
  }
}
