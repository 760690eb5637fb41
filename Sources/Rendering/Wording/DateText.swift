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

  /// The forms that lines are full of.
  private enum LineForm: Int, CaseIterable {
    case iso, medium, short, dayMonth
  }

  /// The days around the report date, written out; all others are written when they are asked for.
  private struct Written: Sendable {
    /// Days before and after the report date.
    static let reach = 100

    private let firstDay: Int32
    private(set) var bytes: [UInt8] = []
    /// Where each form of each day ends, day by day.
    private var ends: [Int] = [0]

    init(near date: CalendarDate, _ write: (LineForm, CalendarDate, inout [UInt8]) -> Void) {
      let first = date.adding(days: -Self.reach)
      firstDay = first.dayNumber
      for days in 0...2 * Self.reach {
        for form in LineForm.allCases {
          write(form, first.adding(days: days), &bytes)
          ends.append(bytes.count)
        }
      }
    }

    /// Where a form of a day is.
    func range(_ date: CalendarDate, _ form: LineForm) -> Range<Int>? {
      let index = Int(date.dayNumber - firstDay) * LineForm.allCases.count + form.rawValue
      return index >= 0 && index < ends.count - 1 ? ends[index]..<ends[index + 1] : nil
    }
  }

  private let written: Written?
  private let writtenLong: (day: CalendarDate, text: String)?
  private let longForm: Form
  private let mediumForm: Form
  private let shortForm: Form
  private let dayMonthForm: Form
  private let firstOfMonth: String

  /// Days in the language of these phrases; most that are asked for are near the report date.
  package init(_ phrases: Phrases, near date: CalendarDate? = nil) {
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
    guard let date else {
      (written, writtenLong) = (nil, nil)
      return
    }
    let (medium, short, dayMonth, first) = (mediumForm, shortForm, dayMonthForm, firstOfMonth)
    written = Written(near: date) { form, day, bytes in
      switch form {
      case .iso: bytes.append(iso: day)
      case .medium: medium.write(day, first, to: &bytes)
      case .short: short.write(day, first, to: &bytes)
      case .dayMonth: dayMonth.write(day, first, to: &bytes)
      }
    }
    writtenLong = (date, longForm.text(date, first))
  }

  /// Appends what is written out of a day; false where nothing is.
  private func append(_ date: CalendarDate, _ form: LineForm, to bytes: inout [UInt8]) -> Bool {
    guard let written, let range = written.range(date, form) else { return false }
    bytes.append(copying: written.bytes.span.extracting(range))
    return true
  }

  /// Appends `2026-11-22`.
  func writeISO(_ date: CalendarDate, to bytes: inout [UInt8]) {
    if !append(date, .iso, to: &bytes) { bytes.append(iso: date) }
  }

  /// `Sunday 22 November 2026`.
  package func long(_ date: CalendarDate) -> String {
    if let writtenLong, writtenLong.day == date { return writtenLong.text }
    return longForm.text(date, firstOfMonth)
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
    if !append(date, .medium, to: &bytes) {
      mediumForm.write(date, firstOfMonth, to: &bytes)
    }
  }

  /// Appends `22 Nov 2026`.
  func writeShort(_ date: CalendarDate, to bytes: inout [UInt8]) {
    if !append(date, .short, to: &bytes) {
      shortForm.write(date, firstOfMonth, to: &bytes)
    }
  }

  /// Appends `22 November`.
  func writeDayMonth(_ date: CalendarDate, to bytes: inout [UInt8]) {
    if !append(date, .dayMonth, to: &bytes) {
      dayMonthForm.write(date, firstOfMonth, to: &bytes)
    }
  }
}
