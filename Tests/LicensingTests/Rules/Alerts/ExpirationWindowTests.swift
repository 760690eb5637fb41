import Testing

@testable import Licensing

struct ExpirationWindowTests {
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
}

/// A day that a test knows to be real.
func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
  guard let date = CalendarDate(year: year, month: month, day: day) else {
    preconditionFailure("\(year)-\(month)-\(day) is no day")
  }
  return date
}
