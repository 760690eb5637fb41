/// A day of the proleptic Gregorian calendar: no instant, no time zone, no clock.
///
/// Stored as whole days since 1970-01-01, so that days left is a subtraction.
package struct CalendarDate: Codable, Hashable, Comparable, Sendable {
  /// Whole days since 1970-01-01.
  package let dayNumber: Int32

  /// The last day that can be written: 9999-12-31.
  ///
  /// Computed days past it are shown as it.
  package static let last = CalendarDate(dayNumber: 2_932_896)

  /// The day that many whole days after 1970-01-01.
  package init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// A real day from 1970-01-01 to 9999-12-31; nil for any other (2026-02-30, month 13).
  package init?(year: Int, month: Int, day: Int) {
    guard (1970...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// The year, month (1 to 12) and day of the month (1 to 31).
  package var components: (year: Int, month: Int, day: Int) {
    // The civil calendar from days, with years that begin on 1 March, so that the leap day is last.
    let shifted = Int(dayNumber) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day of the week: 0 for Monday to 6 for Sunday.
  package var weekday: Int { (Int(dayNumber) + 3) % 7 }

  /// Whole days from this day to another; negative when the other is earlier.
  package func days(until other: CalendarDate) -> Int {
    Int(other.dayNumber) - Int(dayNumber)
  }

  /// The day that many days later (earlier when negative), held between 1970-01-01 and 9999-12-31.
  package func adding(days: Int) -> CalendarDate {
    let sum = min(max(Int(dayNumber) + days, 0), Int(Self.last.dayNumber))
    return CalendarDate(dayNumber: Int32(sum))
  }

  /// As ISO 8601 writes it: `2026-11-22`.
  package var iso: String {
    let (year, month, day) = components
    let digits = [
      year / 1_000, year / 100 % 10, year / 10 % 10, year % 10, -1, month / 10, month % 10, -1,
      day / 10, day % 10,
    ]
    return String(decoding: digits.map { $0 < 0 ? 45 : UInt8($0) + 48 }, as: UTF8.self)
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}
