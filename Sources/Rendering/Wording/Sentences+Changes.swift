internal import Licensing

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

  /// `+`, `-` or `~`.
  func mark(of change: Change) -> String {
    switch change.kind {
    case .added: "+"
    case .removed: "-"
    case .quantity, .extended, .shortened: "~"
    }
  }

  /// The sentence of a change, and where it is: virtual account and subscription.
  func line(of change: Change) -> (text: String, place: String) {
    let place = [change.key.virtualAccount, change.key.subscription].filter { !$0.isEmpty }
    return (sentence(of: change, shown(change.key.license)), joined(place.map(shown)))
  }

  /// The sentence of an alert that is over, and where it was.
  func line(of alert: RememberedAlert) -> (text: String, place: String) {
    let type = alert.key.type
    let words = type == .portalAlerts ? shown(alert.key[.type]) : name(of: type)
    let place = alert.key[.virtualAccount]
    return (
      phrases.text(
        .`mail.changes.over`, ["name": words, "subject": shown(alert.key[.subject])]),
      place.isEmpty ? "" : shown(place)
    )
  }

  private func sentence(of change: Change, _ license: String) -> String {
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
