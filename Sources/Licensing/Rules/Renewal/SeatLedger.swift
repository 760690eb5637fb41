/// Seats that terms may still give to others, term by term in the order in which they give.
///
/// A Fenwick tree: adding, taking, and finding where a sum is reached cost log n each, so that the
/// renewals of a license of 200,000 terms are found in a moment.
struct SeatLedger {
  /// By term, what it still has to give.
  private(set) var seats: [Int]
  /// What all terms have to give.
  private(set) var total = 0
  /// Sums over the terms: that of `index` ends with term `index - 1`.
  private var sums: [Int]
  private let highestStep: Int

  /// So many terms, which have nothing to give yet.
  init(count: Int) {
    seats = Array(repeating: 0, count: count)
    sums = Array(repeating: 0, count: count + 1)
    var step = 1
    while step * 2 <= count { step *= 2 }
    highestStep = step
  }

  /// Changes what a term has to give.
  mutating func set(_ term: Int, to count: Int) {
    let change = count - seats[term]
    if change == 0 { return }
    seats[term] = count
    total += change
    var index = term + 1
    while index < sums.count {
      sums[index] += change
      index += index & -index
    }
  }

  /// The term with which the sum reaches a number of seats, which is 1 to `total`.
  func term(reaching count: Int) -> Int {
    var (index, rest, step) = (0, count, highestStep)
    while step > 0 {
      if index + step < sums.count, sums[index + step] < rest {
        index += step
        rest -= sums[index]
      }
      step /= 2
    }
    return index
  }

  /// Takes seats, the first term's first; gives the terms they came from.
  mutating func take(_ count: Int) -> [Int] {
    var (givers, rest) = ([Int](), count)
    while rest > 0, total > 0 {
      let giver = term(reaching: 1)
      let taken = min(rest, seats[giver])
      set(giver, to: seats[giver] - taken)
      rest -= taken
      givers.append(giver)
    }
    return givers
  }
}
