import Synchronization
import Testing

@testable import license_digest

struct WorkersTests {
  @Test(arguments: [1, 2, 7], [0, 1, 2, 63, 64, 65, 1_000])
  func `results come in the order of the work, whoever did it`(count: Int, total: Int) throws {
    let workers = Workers(count: count)
    #expect(workers.map(total) { $0 * 2 } == (0..<total).map { $0 * 2 })
    let same = try workers.attempt(total, skipped: -1) { number throws(RunFailure) in number }
    #expect(same == Array(0..<total))
  }

  @Test(arguments: [1, 3]) func `after a failure no other work is begun, and it is thrown`(
    count: Int
  ) throws {
    let begun = Atomic(0)
    let failure = #expect(throws: RunFailure.self) {
      _ = try Workers(count: count).attempt(100_000, skipped: ()) { number throws(RunFailure) in
        begun.add(1, ordering: .relaxed)
        throw RunFailure("number \(number)")
      }
    }
    #expect(failure?.message.hasPrefix("number ") == true)
    #expect((1...count).contains(begun.load(ordering: .relaxed)))
  }

  @Test(
    arguments: [
      ("100000 100000\n", 1), ("150000 100000", 2), ("200000 100000", 2), ("200001 100000", 3),
      ("1 100000", 1), ("max 100000", nil), ("", nil), ("0 0", nil), ("-1 100000", nil),
      ("9223372036854775807 1", Int.max), ("100000", nil), ("1 2 3", nil),
    ] as [(String, Int?)])
  func `a share of processors is rounded up to threads`(quota: String, count: Int?) {
    #expect(Processors.count(ofQuota: quota) == count)
  }
}
