package import Licensing

/// Sentences composed in a language: what an alert tells, what a message says of itself.
package struct Sentences: Sendable {
  /// The sentences of one language.
  package let phrases: Phrases
  /// How that language writes days.
  package let dates: DateText
  let texts: TextTable

  /// Sentences in the language of these phrases.
  package init(_ phrases: Phrases, texts: TextTable) {
    self.phrases = phrases
    self.texts = texts
    dates = DateText(phrases)
  }

  /// What an alert tells, one sentence without its subject.
  package func detail(of alert: Alert) -> String {
    switch alert.facts {
    case .insufficient(let inUse, let owned):
      phrases.text(
        .insufficientDetail, ["inUse": phrases.number(inUse), "owned": phrases.number(owned)])
    case .expired(let quantity, let daysAgo, let isCovered):
      phrases.text(
        isCovered ? .expiredCovered : .expiredDetail, daysAgo,
        ["seats": seats(quantity), "date": dates.short(alert.actionDue)])
    case .outOfCompliance: phrases.text(.outOfComplianceDetail)
    case .expiring(let quantity, let daysLeft, let shortfall):
      phrases.text(
        .expiringMeaning,
        [
          "detail": expiring(seats(quantity), daysLeft),
          "meaning": meaning(ofShortfall: shortfall, after: alert.actionDue),
        ])
    case .authorization(let isGraceOver, let since, let status):
      authorization(isGraceOver: isGraceOver, since: since, status: status, due: alert.actionDue)
    case .notRenewed(let since):
      phrases.text(.failedToRenewDetail, ["date": dates.short(since)])
    case .notConnected(let since):
      phrases.text(.failedToConnectDetail, ["date": dates.short(since)])
    }
  }

  /// The name of an alert type.
  package func name(of type: AlertType) -> String {
    switch type {
    case .insufficientLicenses: phrases.text(.insufficientName)
    case .licensesExpiring: phrases.text(.expiringName)
    case .licensesExpired: phrases.text(.expiredName)
    case .outOfCompliance: phrases.text(.outOfComplianceName)
    case .failedToConnect: phrases.text(.failedToConnectName)
    case .failedToRenew: phrases.text(.failedToRenewName)
    case .authorizationExpired: phrases.text(.authorizationName)
    }
  }

  /// `Major`.
  package func name(of severity: Severity) -> String {
    phrases.text(severity == .major ? .major : .minor)
  }

  /// By when to act: `now`, `by 12 Jan 2027`, `since 3 Nov 2026`.
  package func due(_ day: CalendarDate, on reportDate: CalendarDate) -> String {
    if day == reportDate { return phrases.text(.dueNow) }
    return phrases.text(day > reportDate ? .dueOn : .duePast, ["date": dates.short(day)])
  }

  /// `25 seats`.
  package func seats(_ count: Int) -> String { phrases.text(.seats, count) }

  /// `a, b and c`.
  package func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return phrases.text(
      .listEnd, ["list": words.dropLast().joined(separator: ", "), "last": last])
  }

  /// What it means that a term ends on a day: `12 seats short from 24 November`.
  func meaning(ofShortfall seats: Int?, after end: CalendarDate) -> String {
    guard let seats else { return phrases.text(.unknownUse) }
    guard seats > 0 else { return phrases.text(.covered) }
    return phrases.text(.short, seats, ["date": dates.dayMonth(end.adding(days: 1))])
  }

  private func expiring(_ seats: String, _ daysLeft: Int) -> String {
    switch daysLeft {
    case 0: phrases.text(.expiringToday, ["seats": seats])
    case 1: phrases.text(.expiringTomorrow, ["seats": seats])
    default: phrases.text(.expiringDetail, daysLeft, ["seats": seats])
    }
  }

  private func authorization(
    isGraceOver: Bool, since: CalendarDate?, status: TextID, due: CalendarDate
  ) -> String {
    guard let since else {
      return phrases.text(.authorizationStated, ["status": texts.string(status)])
    }
    return phrases.text(
      isGraceOver ? .authorizationGraceOver : .authorizationInGrace,
      ["since": dates.short(since), "due": dates.short(due)])
  }
}
