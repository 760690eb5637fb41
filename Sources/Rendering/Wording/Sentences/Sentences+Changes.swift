internal import Licensing

/// What became of a license or an alert, as mails and pages write it.
struct ChangeSentence {
  /// `+` added, `-` removed, `~` changed, `✓` over.
  var mark: String
  /// What it is and what became of it.
  var text: String
  /// Virtual account and subscription; empty where there is neither.
  var place: String
}

/// What changed since the previous run, in words.
extension Sentences {
  /// `Since Saturday`, or the date where it lies a week back or more.
  func since(_ day: CalendarDate, on date: CalendarDate) -> String {
    let weekdays = phrases.text(.`date.weekdays`).split(separator: " ").map(String.init)
    guard day.days(until: date) < 7, weekdays.indices.contains(day.weekday) else {
      return phrases.text(.`mail.changes.sinceDate`, ["date": dates.short(day)])
    }
    return phrases.text(.`mail.changes.since`, ["day": weekdays[day.weekday]])
  }

  /// The sentence of a change of a license.
  func sentence(of change: Change) -> ChangeSentence {
    let mark =
      switch change.kind {
      case .added: "+"
      case .removed: "-"
      case .quantity, .extended, .shortened: "~"
      }
    let place = [change.key.virtualAccount, change.key.subscription].filter { !$0.isEmpty }
    return ChangeSentence(
      mark: mark, text: text(of: change, shown(change.key.license)),
      place: joined(place.map(shown)))
  }

  /// The sentence of an alert that is over.
  func sentence(of alert: RememberedAlert) -> ChangeSentence {
    let type = alert.key.type
    let words = type == .portalAlerts ? shown(alert.key[.type]) : name(of: type)
    let place = alert.key[.virtualAccount]
    return ChangeSentence(
      mark: "✓",
      text: phrases.text(
        .`mail.changes.over`, ["name": words, "subject": shown(alert.key[.subject])]),
      place: place.isEmpty ? "" : shown(place))
  }

  private func text(of change: Change, _ license: String) -> String {
    let (before, after) = (change.before, change.after)
    let seats = phrases.text(.seats, (after ?? before)?.quantity ?? 0)
    switch change.kind {
    case .added: return phrases.text(.`mail.changes.added`, ["license": license, "seats": seats])
    case .removed:
      return phrases.text(.`mail.changes.removed`, ["license": license, "seats": seats])
    case .quantity:
      return phrases.text(
        .`mail.changes.quantity`,
        ["license": license, "seats": seats, "before": phrases.number(before?.quantity ?? 0)])
    case .extended:
      guard let date = after?.end.date else {
        return phrases.text(
          .`mail.changes.unlimited`, ["license": license, "before": end(before)])
      }
      return phrases.text(
        .`mail.changes.extended`,
        ["license": license, "date": dates.short(date), "before": end(before)])
    case .shortened:
      return phrases.text(
        .`mail.changes.shortened`,
        ["license": license, "date": end(after), "before": end(before)])
    }
  }

  private func end(_ facts: AccountLine.Facts?) -> String {
    facts?.end.date.map { dates.short($0) } ?? phrases.text(.`mail.changes.noEnd`)
  }

  private func shown(_ text: [UInt8]) -> String {
    Self.cut(String(decoding: text, as: UTF8.self), to: Self.longestName)
  }
}
