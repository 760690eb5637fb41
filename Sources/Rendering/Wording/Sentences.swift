package import Licensing

/// Sentences composed in a language: what an alert tells, what a message says of itself.
///
/// What stands in every line is appended to a buffer of UTF-8; the rest is made as strings.
package final class Sentences: Sendable {
  /// The sentences of one language.
  package let phrases: Phrases
  /// How that language writes days.
  package let dates: DateText
  let texts: TextTable
  let lines: LineWording
  private let date: CalendarDate?

  /// Sentences in the language of these phrases, of a report date where many are to come.
  package init(_ phrases: Phrases, texts: TextTable, date: CalendarDate? = nil) {
    self.phrases = phrases
    self.texts = texts
    self.date = date
    dates = DateText(phrases, near: date)
    lines = LineWording(phrases)
  }

  /// The same sentences, in memory of their own.
  var separated: Sentences {
    Sentences(
      Phrases(locale: phrases.locale, wording: phrases.wording), texts: texts, date: date)
  }

  /// What an alert tells, one sentence without its subject.
  package func detail(of alert: Alert) -> String {
    string { writeDetail(of: alert, to: &$0) }
  }

  /// The name of an alert type.
  package func name(of type: AlertType) -> String { lines.name(of: type) }

  /// `Major`.
  package func name(of severity: Severity) -> String {
    severity == .major ? lines.severities.major : lines.severities.minor
  }

  /// `25 seats`.
  package func seats(_ count: Int) -> String { string { writeSeats(count, to: &$0) } }

  /// `today`, `tomorrow`, `in 17 days`, `2 days ago`.
  func when(_ daysLeft: Int) -> String { string { writeWhen(daysLeft, to: &$0) } }

  /// Appends a name of at most 120 characters.
  func writeName(_ text: TextID, to bytes: inout [UInt8]) {
    let start = bytes.count
    texts.append(text, to: &bytes)
    guard bytes.count - start > Self.longestName else { return }
    let name = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    bytes += Self.cut(name, to: Self.longestName).utf8
  }

  func string(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
