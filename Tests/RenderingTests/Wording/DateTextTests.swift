import Licensing
import Testing

@testable import Rendering

struct DateTextTests {
  private static let today = World.today
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

  @Test(arguments: [-101, -100, -99, -1, 0, 1, 99, 100, 101, 40_000])
  func `a day is written alike whether it was written out or not`(days: Int) {
    let day = Self.today.adding(days: days)
    let near = DateText(Self.phrases, near: Self.today)
    let plain = DateText(Self.phrases)
    #expect(written(day, near) == written(day, plain))
    #expect(
      written(day, near)
        == [day.iso, plain.medium(day), plain.short(day), plain.dayMonth(day), plain.long(day)])
  }

  @Test func `the first and the last day there are have none before and behind`() {
    for day in [CalendarDate(dayNumber: 0), .last] {
      let near = DateText(Self.phrases, near: day)
      #expect(written(day, near) == written(day, DateText(Self.phrases)))
    }
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
