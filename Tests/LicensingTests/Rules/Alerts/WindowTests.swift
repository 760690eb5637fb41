import Testing

@testable import Licensing

struct WindowTests {
  private static let reportDate = day(2026, 11, 22)

  @Test(arguments: [90, 60, 30, 17, 7, 4, 3, 1, 0])
  func `both ends of a window belong to it`(length: Int) {
    let window = ExpirationWindow(days: length)
    let expected = [
      (-1, false), (0, true), (1, length >= 1), (length - 1, length >= 1), (length, true),
      (length + 1, false),
    ]
    for (daysLeft, isIn) in expected {
      let end = CalendarDate(dayNumber: Self.reportDate.dayNumber + Int32(daysLeft))
      #expect(
        window.contains(endDate: end, on: Self.reportDate) == isIn, "\(daysLeft) of \(length)")
    }
  }

  @Test(
    arguments: [
      ([90, 30], 0, 30), ([90, 30], 30, 30), ([90, 30], 31, 90), ([90, 30], 90, 90),
      ([90, 30], 91, nil), ([90, 30], -1, nil), ([], 0, nil),
    ] as [([Int], Int, Int?)])
  func `a term is in the smallest ticked window that holds it`(
    windows: [Int], daysLeft: Int, band: Int?
  ) {
    #expect(WindowSelection(windows).band(daysLeft: daysLeft) == band)
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
    let end = CalendarDate(dayNumber: Self.reportDate.dayNumber + Int32(now))
    let since = CalendarDate(dayNumber: end.dayNumber - Int32(before))
    let milestones = Milestones(RuleSettings().milestones)
    #expect(
      milestones.crossed(by: end, since: since, reportDate: Self.reportDate) == milestone)
  }

  @Test(arguments: [[1], [1, 2], [3, 1], [10, 1, 7], [31, 31, 31]])
  func `over the life of a term with skipped nights each milestone is announced at most once`(
    steps: [Int]
  ) {
    let end = day(2027, 3, 1)
    var since = end.adding(days: -200)
    var announced: [Int] = []
    var step = 0
    while since < end {
      let today = since.adding(days: steps[step % steps.count])
      let milestones = Milestones(RuleSettings().milestones)
      if let milestone = milestones.crossed(by: end, since: since, reportDate: today) {
        announced.append(milestone)
      }
      since = today
      step += 1
    }
    #expect(announced == Set(announced).sorted(by: >))
    if steps == [1] { #expect(announced == [90, 60, 30, 17, 7, 4, 3]) }
  }
}

/// A day that a test knows to be real.
func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
  guard let date = CalendarDate(year: year, month: month, day: day) else {
    preconditionFailure("\(year)-\(month)-\(day) is no day")
  }
  return date
}
