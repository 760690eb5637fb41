import Testing

@testable import Licensing

struct CalendarDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0, "1970-01-01"), (2000, 2, 29, 11_016, "2000-02-29"),
    (2026, 11, 22, 20_779, "2026-11-22"), (9999, 12, 31, 2_932_896, "9999-12-31"),
  ])
  func `a real day has a number and reads back`(
    year: Int, month: Int, dayOfMonth: Int, number: Int32, iso: String
  ) {
    let date = day(year, month, dayOfMonth)
    #expect(date.dayNumber == number)
    #expect(date.iso == iso)
    #expect(date.components == (year, month, dayOfMonth))
  }

  @Test(arguments: [
    (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0),
    (1969, 12, 31), (10_000, 1, 1),
  ])
  func `what is no day, or out of range, is none`(year: Int, month: Int, dayOfMonth: Int) {
    #expect(CalendarDate(year: year, month: month, day: dayOfMonth) == nil)
  }

  @Test func `every day to 2200 and the last ones read back`() {
    for number in Array(0..<84_000) + Array(2_900_000...2_932_896) {
      let date = CalendarDate(dayNumber: Int32(number))
      let (year, month, dayOfMonth) = date.components
      #expect(CalendarDate(year: year, month: month, day: dayOfMonth) == date)
    }
  }

  @Test func `computed days stop at the last day that can be written`() {
    #expect(day(9999, 12, 30).adding(days: 90) == .last)
    #expect(day(1970, 1, 2).adding(days: -5).dayNumber == 0)
  }

  @Test func `22 November 2026 is a Sunday`() {
    #expect(day(2026, 11, 22).weekday == 6)
  }
}
