import SeededRandom
import Testing

@testable import Licensing

struct SeatsByDayTests {
  @Test(arguments: [1, 7, 8, 9, 40])
  func `seats of few and of many terms are those of a plain sum`(count: Int) {
    var random = SeededRandom(seed: count)
    let terms = (0..<count).map { _ in
      let start = Int.random(in: -20...20, using: &random)
      return OneTerm(3, from: start, to: start + Int.random(in: 0...20, using: &random))
    }
    let account = OneLicense(inUse: nil, terms).account
    let seats = SeatsByDay(account.terms[...], reportDate: OneLicense.today)
    for offset in -25...45 {
      let day = Int(OneLicense.today.dayNumber) + offset
      let inForce = account.terms.count {
        $0.isInForce(onDayNumber: day, reportDate: OneLicense.today)
      }
      #expect(seats.seats(onDayNumber: day) == 3 * inForce, "day \(offset)")
    }
  }
}

struct SeatLedgerTests {
  @Test func `a ledger finds, takes and sums as a list does`() {
    var random = SeededRandom(seed: 7)
    for count in [1, 2, 3, 8, 9, 31] {
      var (ledger, list) = (SeatLedger(count: count), Array(repeating: 0, count: count))
      for _ in 0..<100 {
        let term = Int.random(in: 0..<count, using: &random)
        list[term] = Int.random(in: 0...9, using: &random)
        ledger.set(term, to: list[term])
        let total = list.reduce(0, +)
        #expect(ledger.total == total)
        guard total > 0 else { continue }
        let wanted = Int.random(in: 1...total, using: &random)
        var sum = 0
        let reached = list.firstIndex { seats in
          sum += seats
          return sum >= wanted
        }
        #expect(ledger.term(reaching: wanted) == reached)
      }
      let total = ledger.total
      #expect(ledger.take(total) == list.indices.filter { list[$0] > 0 })
      #expect(ledger.total == 0)
    }
  }
}
