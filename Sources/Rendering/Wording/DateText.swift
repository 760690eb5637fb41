package import Licensing

/// Days as a language writes them, always with the month as a word.
package final class DateText: Sendable {
  /// A form of a day, with the words it uses.
  private struct Form: Sendable {
    var sentence: Sentence
    var weekdays: [String]
    var months: [String]

    func text(_ date: CalendarDate, _ firstOfMonth: String) -> String {
      var bytes: [UInt8] = []
      write(date, firstOfMonth, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }

    func write(_ date: CalendarDate, _ firstOfMonth: String, to bytes: inout [UInt8]) {
      let (year, month, day) = date.components
      sentence.write(to: &bytes) { placeholder, bytes in
        switch placeholder {
        case .day:
          if day == 1 {
            bytes += firstOfMonth.utf8
          } else {
            bytes.append(decimal: UInt(day), digits: 1)
          }
        case .month: bytes += months[month - 1].utf8
        case .year: bytes.append(decimal: UInt(year), digits: 1)
        case .weekday: bytes += weekdays[date.weekday].utf8
        default: return false
        }
        return true
      }
    }
  }

  private let longForm: Form
  private let mediumForm: Form
  private let shortForm: Form
  private let dayMonthForm: Form
  private let firstOfMonth: String

  /// Days in the language of these phrases.
  package init(_ phrases: Phrases) {
    func words(_ phrase: Phrase, _ count: Int) -> [String] {
      let words = phrases.text(phrase).split(separator: " ").map(String.init)
      return words + Array(repeating: "?", count: max(0, count - words.count))
    }
    let (weekdays, months) = (words(.`date.weekdays`, 7), words(.`date.months`, 12))
    let (shortWeekdays, shortMonths) = (
      words(.`date.shortWeekdays`, 7), words(.`date.shortMonths`, 12)
    )
    longForm = Form(sentence: phrases[.`date.long`], weekdays: weekdays, months: months)
    mediumForm = Form(
      sentence: phrases[.`date.medium`], weekdays: shortWeekdays, months: shortMonths)
    shortForm = Form(
      sentence: phrases[.`date.short`], weekdays: weekdays, months: shortMonths)
    dayMonthForm = Form(sentence: phrases[.`date.dayMonth`], weekdays: weekdays, months: months)
    firstOfMonth = phrases.text(.`date.first`)
  }

  /// Appends `2026-11-22`.
  func writeISO(_ date: CalendarDate, to bytes: inout [UInt8]) {
    bytes.append(iso: date)
  }

  /// `Sunday 22 November 2026`.
  package func long(_ date: CalendarDate) -> String {
    longForm.text(date, firstOfMonth)
  }

  /// `Sun 22 Nov 2026`.
  package func medium(_ date: CalendarDate) -> String {
    mediumForm.text(date, firstOfMonth)
  }

  /// `22 Nov 2026`.
  package func short(_ date: CalendarDate) -> String {
    shortForm.text(date, firstOfMonth)
  }

  /// `22 November`.
  package func dayMonth(_ date: CalendarDate) -> String {
    dayMonthForm.text(date, firstOfMonth)
  }

  /// Appends `Sun 22 Nov 2026`.
  func writeMedium(_ date: CalendarDate, to bytes: inout [UInt8]) {
    mediumForm.write(date, firstOfMonth, to: &bytes)
  }

  /// Appends `22 Nov 2026`.
  func writeShort(_ date: CalendarDate, to bytes: inout [UInt8]) {
    shortForm.write(date, firstOfMonth, to: &bytes)
  }

  /// Appends `22 November`.
  func writeDayMonth(_ date: CalendarDate, to bytes: inout [UInt8]) {
    dayMonthForm.write(date, firstOfMonth, to: &bytes)
  }
}
