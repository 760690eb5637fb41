internal import Licensing
internal import Templates

/// The expiry timeline: a bar a week, major below minor, milestones as ticks.
extension PageView {
  /// Pixels of the highest bar.
  private static let height = 96
  /// Pixels above the highest bar, for its number.
  private static let top = 22
  /// Days of the axis: the last belongs to it.
  private static let days = ExpiryTimeline.days + 1

  mutating func fillTimeline(
    _ root: RecordSlot<AccountNames>, _ timeline: ExpiryTimeline, milestones: [Int]
  ) {
    let place = values.open(.timeline, of: root, TimelineNames.self)
    values.set(.isEmpty, of: place, timeline.highest == 0)
    values.set(.alternative, of: place, alternative(timeline))
    for week in timeline.weeks {
      let bar = values.append(to: .weeks, of: place, WeekNames.self)
      fill(bar, week, highest: max(timeline.highest, 1))
    }
    let ticks = Set(milestones.filter { (1...ExpiryTimeline.days).contains($0) }).sorted()
    for (days, next) in zip(ticks, ticks.dropFirst() + [Int.max]) {
      let tick = values.append(to: .ticks, of: place, TickNames.self)
      set(.left, of: tick, part: days, ofWhole: Self.days)
      set(.label, of: tick, number: days)
      values.set(.isCrowded, of: tick, next - days < 4)
      values.set(.isLast, of: tick, days > ExpiryTimeline.days - 4)
    }
  }

  private mutating func fill(
    _ bar: RecordSlot<WeekNames>, _ week: ExpiryTimeline.Week, highest: Int
  ) {
    // Every term shows, at least as a line of three pixels.
    func height(_ terms: Int) -> Int { terms == 0 ? 0 : max(3, terms * Self.height / highest) }
    let (major, minor) = (height(week.major), height(week.minor))
    let base = Self.top + Self.height
    let left = week.firstDaysLeft * 1_000
    set(.left, of: bar, part: left + 500, ofWhole: Self.days * 1_000)
    set(.width, of: bar, part: 6_000, ofWhole: Self.days * 1_000)
    set(.center, of: bar, part: left + 3_500, ofWhole: Self.days * 1_000)
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
    let major = timeline.weeks.reduce(0) { $0 + $1.major }
    guard let first = timeline.weeks.first(where: { $0.terms > 0 }) else {
      return phrases.text(.`page.timeline.empty`)
    }
    let from = context.date.adding(days: first.firstDaysLeft)
    return phrases.text(
      .`page.timeline.alternative`, terms,
      ["major": phrases.number(major), "date": sentences.dates.short(from)])
  }
}
