package import Licensing

/// Days as a language writes them, always with the month as a word.
package struct DateText: Sendable {
  private let phrases: Phrases
  private let weekdays: [Substring]
  private let shortWeekdays: [Substring]
  private let months: [Substring]
  private let shortMonths: [Substring]

  /// Days in the language of these phrases.
  package init(_ phrases: Phrases) {
    self.phrases = phrases
    func words(_ phrase: Phrase, _ count: Int) -> [Substring] {
      let words = phrases.text(phrase).split(separator: " ")
      return words + Array(repeating: "?", count: max(0, count - words.count))
    }
    weekdays = words(.weekdays, 7)
    shortWeekdays = words(.shortWeekdays, 7)
    months = words(.months, 12)
    shortMonths = words(.shortMonths, 12)
  }

  /// `Sunday 22 November 2026`.
  package func long(_ date: CalendarDate) -> String { fill(.longDate, date, weekdays, months) }

  /// `Sun 22 Nov 2026`.
  package func medium(_ date: CalendarDate) -> String {
    fill(.mediumDate, date, shortWeekdays, shortMonths)
  }

  /// `22 Nov 2026`.
  package func short(_ date: CalendarDate) -> String {
    fill(.shortDate, date, weekdays, shortMonths)
  }

  /// `22 November`.
  package func dayMonth(_ date: CalendarDate) -> String { fill(.dayMonth, date, weekdays, months) }

  private func fill(
    _ phrase: Phrase, _ date: CalendarDate, _ weekdays: [Substring], _ months: [Substring]
  ) -> String {
    let (year, month, day) = date.components
    return phrases.text(
      phrase,
      [
        "weekday": String(weekdays[date.weekday]), "month": String(months[month - 1]),
        "day": day == 1 ? phrases.text(.firstOfMonth) : String(day), "year": String(year),
      ])
  }
}
