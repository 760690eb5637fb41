import Licensing
import Testing

@testable import Rendering

struct DateTextTests {
  private static let phrases = Phrases(
    locale: "en",
    wording: Dictionary(
      uniqueKeysWithValues: Phrase.allCases.map { ($0.key, $0.key) }
    ).merging([
      "date.long": "{weekday} {day} {month} {year}",
      "date.medium": "{weekday} {day} {month} {year}",
      "date.short": "{day} {month} {year}", "date.dayMonth": "{day} {month}", "date.first": "1st",
      "date.weekdays": "Mo Tu We Th Fr Sa Su", "date.shortWeekdays": "M T W T F S S",
      "date.months": "January February March April May June July August September October "
        + "November December",
      "date.shortMonths": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ]) { $1 })

  @Test(
    arguments: [
      (
        World.today,
        ["2026-11-22", "S 22 Nov 2026", "22 Nov 2026", "22 November", "Su 22 November 2026"]
      ),
      (
        World.today.adding(days: 9),
        ["2026-12-01", "T 1st Dec 2026", "1st Dec 2026", "1st December", "Tu 1st December 2026"]
      ),
      (
        CalendarDate(dayNumber: 0),
        ["1970-01-01", "T 1st Jan 1970", "1st Jan 1970", "1st January", "Th 1st January 1970"]
      ),
      (
        .last, ["9999-12-31", "F 31 Dec 9999", "31 Dec 9999", "31 December", "Fr 31 December 9999"]
      ),
    ])
  func `a day is written in the words of its language`(day: CalendarDate, texts: [String]) {
    let dates = DateText(Self.phrases)
    #expect(written(day, dates) == texts)
    #expect(
      written(day, dates)
        == [day.iso, dates.medium(day), dates.short(day), dates.dayMonth(day), dates.long(day)])
  }

  private func written(_ day: CalendarDate, _ dates: DateText) -> [String] {
    let writings: [(CalendarDate, inout [UInt8]) -> Void] = [
      { dates.writeISO($0, to: &$1) }, { dates.writeMedium($0, to: &$1) },
      { dates.writeShort($0, to: &$1) }, { dates.writeDayMonth($0, to: &$1) },
    ]
    let texts = writings.map { write in
      var bytes: [UInt8] = []
      write(day, &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    return texts + [dates.long(day)]
  }
}
