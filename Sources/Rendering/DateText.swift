package import Licensing

/// Days as a language writes them, always with the month as a word.
package struct DateText: Sendable {
  /// A form of a day, with the words it uses.
  private struct Form: Sendable {
    var sentence: Sentence
    var weekdays: [String]
    var months: [String]
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
    let (weekdays, months) = (words(.weekdays, 7), words(.months, 12))
    let (shortWeekdays, shortMonths) = (words(.shortWeekdays, 7), words(.shortMonths, 12))
    longForm = Form(sentence: phrases.sentence(.longDate), weekdays: weekdays, months: months)
    mediumForm = Form(
      sentence: phrases.sentence(.mediumDate), weekdays: shortWeekdays, months: shortMonths)
    shortForm = Form(
      sentence: phrases.sentence(.shortDate), weekdays: weekdays, months: shortMonths)
    dayMonthForm = Form(sentence: phrases.sentence(.dayMonth), weekdays: weekdays, months: months)
    firstOfMonth = phrases.text(.firstOfMonth)
  }

  /// `Sunday 22 November 2026`.
  package func long(_ date: CalendarDate) -> String { text(date, longForm) }

  /// `Sun 22 Nov 2026`.
  package func medium(_ date: CalendarDate) -> String { text(date, mediumForm) }

  /// `22 Nov 2026`.
  package func short(_ date: CalendarDate) -> String { text(date, shortForm) }

  /// `22 November`.
  package func dayMonth(_ date: CalendarDate) -> String { text(date, dayMonthForm) }

  /// Appends `Sun 22 Nov 2026`.
  func writeMedium(_ date: CalendarDate, to bytes: inout [UInt8]) {
    write(date, mediumForm, to: &bytes)
  }

  /// Appends `22 Nov 2026`.
  func writeShort(_ date: CalendarDate, to bytes: inout [UInt8]) {
    write(date, shortForm, to: &bytes)
  }

  /// Appends `22 November`.
  func writeDayMonth(_ date: CalendarDate, to bytes: inout [UInt8]) {
    write(date, dayMonthForm, to: &bytes)
  }

  private func text(_ date: CalendarDate, _ form: Form) -> String {
    var bytes: [UInt8] = []
    write(date, form, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ date: CalendarDate, _ form: Form, to bytes: inout [UInt8]) {
    let (year, month, day) = date.components
    form.sentence.write(to: &bytes) { place, bytes in
      switch place {
      case "day":
        if day == 1 {
          bytes += firstOfMonth.utf8
        } else {
          bytes.append(decimal: UInt(day), digits: 1)
        }
      case "month": bytes += form.months[month - 1].utf8
      case "year": bytes.append(decimal: UInt(year), digits: 1)
      case "weekday": bytes += form.weekdays[date.weekday].utf8
      default: return false
      }
      return true
    }
  }
}
