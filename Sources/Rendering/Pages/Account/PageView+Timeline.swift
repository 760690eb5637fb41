internal import Licensing
internal import Templates

/// The expiry timeline: a bar a week, major below minor, milestones as ticks.
extension PageView {
  /// Pixels of the highest bar.
  private static let height = 96
  /// Pixels above the highest bar, for its number.
  private static let top = 22
  /// Numbers over more bars have no room on narrow screens.
  private static let mostNumbers = 26

  mutating func fillTimeline(
    _ root: RecordSlot<AccountNames>, _ timeline: ExpiryTimeline, milestones: [Int]
  ) {
    let slot = values.open(.timeline, of: root, TimelineNames.self)
    values.set(.isEmpty, of: slot, timeline.highest == 0)
    values.set(.alternative, of: slot, alternative(timeline))
    values.set(.title, of: slot, phrases.text(.`page.timeline.title`, timeline.days))
    let within = phrases.text(.`subject.days`, timeline.days)
    values.set(.empty, of: slot, phrases.text(.`page.timeline.empty`, ["within": within]))
    // Whole weeks, so that each bar has its width.
    let axis = timeline.weeks.count * 7
    for week in timeline.weeks {
      let bar = values.append(to: .weeks, of: slot, WeekNames.self)
      values.set(.isCrowded, of: bar, timeline.weeks.count > Self.mostNumbers)
      fill(bar, week, highest: max(timeline.highest, 1), axis: axis)
    }
    let ticks = Set(milestones.filter { (1...timeline.days).contains($0) }).sorted()
    for (days, next) in zip(ticks, ticks.dropFirst() + [Int.max]) {
      let tick = values.append(to: .ticks, of: slot, TickNames.self)
      set(.left, of: tick, part: days, ofWhole: axis)
      set(.label, of: tick, number: days)
      values.set(.isCrowded, of: tick, next - days < 4 * axis / 91)
      values.set(.isLast, of: tick, axis - days < 5 * axis / 91)
    }
  }

  private mutating func fill(
    _ bar: RecordSlot<WeekNames>, _ week: ExpiryTimeline.Week, highest: Int, axis: Int
  ) {
    // Every term shows, at least as a line of three pixels.
    func height(_ terms: Int) -> Int { terms == 0 ? 0 : max(3, terms * Self.height / highest) }
    let (major, minor) = (height(week.major), height(week.minor))
    let base = Self.top + Self.height
    let left = week.firstDaysLeft * 1_000
    set(.left, of: bar, part: left + 500, ofWhole: axis * 1_000)
    set(.width, of: bar, part: 6_000, ofWhole: axis * 1_000)
    set(.center, of: bar, part: left + 3_500, ofWhole: axis * 1_000)
    if major > 0 {
      values.set(.majorTop, of: bar, String(base - major))
      values.set(.majorHeight, of: bar, String(major))
    }
    if minor > 0 {
      values.set(.minorTop, of: bar, String(base - major - minor))
      values.set(.minorHeight, of: bar, String(minor))
    }
    values.set(.labelTop, of: bar, String(base - major - minor - 6))
    let first = context.date.adding(days: week.firstDaysLeft)
    let last = context.date.adding(days: week.lastDaysLeft)
    set(.from, of: bar, iso: first)
    set(.to, of: bar, iso: last)
    if week.terms > 0 { set(.terms, of: bar, number: week.terms) }
    set(.major, of: bar, number: week.major)
    set(.minor, of: bar, number: week.minor)
  }

  /// How many terms end, how many of them major, and the week of the first.
  private func alternative(_ timeline: ExpiryTimeline) -> String {
    let terms = timeline.weeks.reduce(0) { $0 + $1.terms }
    let within = phrases.text(.`subject.days`, timeline.days)
    let major = timeline.weeks.reduce(0) { $0 + $1.major }
    guard let first = timeline.weeks.first(where: { $0.terms > 0 }) else {
      return phrases.text(.`page.timeline.empty`, ["within": within])
    }
    let from = context.date.adding(days: first.firstDaysLeft)
    return phrases.text(
      .`page.timeline.alternative`, terms,
      [
        "within": within, "major": phrases.number(major), "date": sentences.dates.short(from),
      ])
  }
}
