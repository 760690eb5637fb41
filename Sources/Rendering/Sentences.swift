package import Licensing

/// Sentences composed in a language: an alert's detail, a message's subject.
package struct Sentences: Sendable {
  private let phrases: Phrases
  private let texts: TextTable

  /// Sentences in the language of these phrases.
  package init(_ phrases: Phrases, texts: TextTable) {
    self.phrases = phrases
    self.texts = texts
  }

  /// What an alert tells, one sentence without its subject.
  package func detail(of alert: Alert) -> String {
    switch alert.facts {
    case .insufficient(let inUse, let owned):
      phrases.text(
        "alert.insufficientLicenses.detail",
        ["inUse": phrases.number(inUse), "owned": phrases.number(owned)])
    case .expired(let quantity, let daysAgo, let isCovered):
      phrases.text(
        isCovered ? "alert.licensesExpired.covered" : "alert.licensesExpired.detail",
        count: daysAgo, ["seats": seats(quantity), "date": day(alert.actionDue)])
    case .outOfCompliance: phrases.text("alert.outOfCompliance.detail")
    case .expiring(let quantity, let daysLeft, _):
      phrases.text("alert.licensesExpiring.detail", count: daysLeft, ["seats": seats(quantity)])
    case .authorization(let isGraceOver, let since, let status):
      authorization(isGraceOver: isGraceOver, since: since, status: status, due: alert.actionDue)
    case .notRenewed(let since):
      phrases.text("alert.failedToRenew.detail", ["date": day(since)])
    case .notConnected(let since):
      phrases.text("alert.failedToConnect.detail", ["date": day(since)])
    }
  }

  /// The subject of a daily summary, worst first: `[Acme] 3 terms expire within 30 days, 2 major
  /// alerts - 22 Nov 2026`.
  package func subject(of digest: Digest, accountName: String) -> String {
    var parts: [String] = []
    if !digest.expiring.isEmpty, let window = digest.variant.windows.largest {
      let within = phrases.text("subject.days", count: window.days)
      parts.append(
        phrases.text("subject.expiring", count: digest.expiring.count, ["within": within]))
    }
    let major = digest.alerts.count { $0.severity == .major }
    let minor = digest.alerts.count - major
    if major > 0 { parts.append(phrases.text("subject.major", count: major)) }
    if minor > 0 && parts.isEmpty { parts.append(phrases.text("subject.minor", count: minor)) }
    if parts.isEmpty { parts.append(phrases.text("subject.nothing")) }
    let name = accountName.count > 40 ? accountName.prefix(39) + "\u{2026}" : accountName[...]
    return "[\(name)] \(parts.joined(separator: ", ")) - \(day(digest.date))"
  }

  /// A day with its month as a word: `22 Nov 2026`.
  package func day(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    return phrases.text(
      "date.short",
      [
        "day": String(day), "month": phrases.text("date.month.\(month)"), "year": String(year),
      ])
  }

  private func seats(_ count: Int) -> String { phrases.text("seats", count: count) }

  private func authorization(
    isGraceOver: Bool, since: CalendarDate?, status: TextID, due: CalendarDate
  ) -> String {
    guard let since else {
      return phrases.text(
        "alert.authorizationExpired.stated", ["status": texts.string(status)])
    }
    return phrases.text(
      isGraceOver
        ? "alert.authorizationExpired.graceOver" : "alert.authorizationExpired.inGrace",
      ["since": day(since), "due": day(due)])
  }
}
