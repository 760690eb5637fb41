import SeededRandom
import Testing

@testable import Licensing

/// The life of a term, night by night, with nights that were skipped and a renewal.
struct MilestonesTests {
  private static let end = CalendarDate(dayNumber: 20_800)

  /// What is announced by runs on these days left, each since the one before.
  private func announced(_ daysLeft: [Int], end: CalendarDate = Self.end) -> [Int?] {
    zip(daysLeft, daysLeft.dropFirst()).map { before, now in
      Milestones([90, 60, 30, 17, 7, 4, 3]).crossed(
        by: end, since: end.adding(days: -before), reportDate: end.adding(days: -now))
    }
  }

  @Test func `run every night, each milestone is announced once, on its day`() {
    let days = Array((-3...120).reversed())
    let found = zip(days.dropFirst(), announced(days)).compactMap { day, milestone in
      milestone.map { "\(day):\($0)" }
    }
    #expect(found == ["90:90", "60:60", "30:30", "17:17", "7:7", "4:4", "3:3"])
  }

  @Test(
    arguments: [
      ([100, 90], [90]), ([91, 89], [90]), ([91, 59], [60]), ([91, 2], [3]), ([91, 0], [3]),
      ([91, -1], [nil]), ([90, 89], [nil]), ([31, 30, 30, 29], [30, nil, nil]),
      ([31, 16, 6, 5, 3], [17, 7, nil, 3]), ([3, 2, 1, 0, -1], [nil, nil, nil, nil]),
    ] as [([Int], [Int?])])
  func `after skipped nights the smallest milestone crossed is announced, and none twice`(
    daysLeft: [Int], milestones: [Int?]
  ) {
    #expect(announced(daysLeft) == milestones)
  }

  @Test(arguments: 0..<20)
  func `whatever nights are skipped, a milestone is announced at most once`(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<25 {
      var days = [120]
      while let last = days.last, last > -5 {
        days.append(last - Int.random(in: 1...20, using: &random))
      }
      let found = announced(days).compactMap(\.self)
      #expect(found == Set(found).sorted(by: >), "seed \(seed): \(days)")
    }
  }

  @Test func `a renewal begins anew`() {
    let renewed = Self.end.adding(days: 365)
    #expect(announced([4, 3]) == [3])
    #expect(announced([368, 367], end: renewed) == [nil])
    #expect(announced([91, 90], end: renewed) == [90])
  }

  @Test(
    arguments: [
      // days left at since, at the report date, what is announced
      (31, 30, 30), (30, 29, nil), (31, 17, 17), (91, 90, 90), (90, 89, nil), (5, 4, 4),
      (4, 3, 3), (3, 2, nil), (8, 0, 3), (1, 0, nil), (0, -1, nil), (120, 91, nil),
    ] as [(Int, Int, Int?)])
  func `the smallest milestone crossed since the previous run is announced`(
    before: Int, now: Int, milestone: Int?
  ) {
    let end = CalendarDate(dayNumber: day(2026, 11, 22).dayNumber + Int32(now))
    let since = CalendarDate(dayNumber: end.dayNumber - Int32(before))
    let milestones = Milestones(RuleSettings().milestones)
    #expect(
      milestones.crossed(by: end, since: since, reportDate: day(2026, 11, 22)) == milestone)
  }
}
