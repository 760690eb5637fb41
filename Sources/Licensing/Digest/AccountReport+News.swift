/// What a message tells of the time since the previous run, as far as its reader may see it.
package struct DigestNews: Sendable {
  /// The report date of the previous run.
  package var previous: CalendarDate
  /// Changes of lines in the scope, in the order of `News`.
  package var changes: [Change] = []
  /// Alerts that are over and that the reader would have had, in the order of `News`.
  package var cleared: [RememberedAlert] = []
  /// Kinds of exports that could not be compared.
  package var uncompared: Set<ExportKind> = []

  /// News since a run, nothing changed yet.
  package init(previous: CalendarDate) {
    self.previous = previous
  }
}

extension Digest {
  /// The changes that mails show: none where the portal's log tells of the time since.
  package var shownChanges: [Change] { events.isEmpty ? news?.changes ?? [] : [] }

  /// Lines and alerts that are marked new; nil without a previous run.
  package var newCount: Int? {
    news.map { _ in
      expiring.count { $0.isNew == true } + alerts.count { $0.isNew == true }
    }
  }
}

extension AccountReport {
  /// What the comparison says of exports that may be incomplete or old, as far as a scope may know.
  func addDoubts(of scope: Scope, to unread: inout Unread) {
    guard let news else { return }
    unread.lost = news.loss(in: scope, of: account)
    unread.isUncompared = !news.uncompared.isDisjoint(with: [.licenses, .instances, .alerts])
    if scope == .wholeAccount { unread.staleSince = staleSince }
  }

  /// The day since which the account's lines are the same, where that is too long ago.
  package var staleSince: CalendarDate? {
    guard let day = news?.unchangedSince, staleAfterDays > 0,
      day.days(until: date) >= staleAfterDays
    else { return nil }
    return day
  }

  /// What of the news a variant is told.
  func news(for variant: Variant, texts: TextTable) -> DigestNews? {
    guard let news else { return nil }
    var told = DigestNews(previous: news.previous)
    told.uncompared = news.uncompared
    told.changes = news.changes.filter { news.isIn(variant.scope, $0.key.virtualAccount) }
    told.cleared = news.cleared.filter { wasTold($0, to: variant, news) }
    return told
  }

  /// Licenses that are short or out of compliance, and were not in the previous run.
  var begun: [Alert] {
    guard news != nil else { return [] }
    return alerts.filter { alert in
      alert.isNew == true
        && (alert.type == .insufficientLicenses || alert.type == .outOfCompliance
          || alert.statedType != nil && alert.severity == .major)
    }
  }

  /// Whether a line lay outside a reader's windows on the day of the previous run.
  func wasOutside(_ windows: WindowSelection, _ line: ExpiringTerm) -> Bool {
    guard let news else { return false }
    return windows.band(daysLeft: news.previous.days(until: line.endDate)) == nil
  }

  /// Whether a reader with tonight's preferences would have had an alert of the previous run.
  private func wasTold(_ alert: RememberedAlert, to variant: Variant, _ news: News) -> Bool {
    guard variant.alertTypes.contains(alert.key.type), alert.severity != .informational,
      news.isIn(variant.scope, alert.key[.virtualAccount])
    else { return false }
    switch alert.key.type {
    case .licensesExpiring:
      let daysLeft = alert.key.end.map { news.previous.days(until: $0) }
      return daysLeft.flatMap { variant.windows.band(daysLeft: $0) } != nil
    case .outOfCompliance:
      return !(variant.alertTypes.contains(.insufficientLicenses) && news.wasShort(alert.key))
    default:
      return true
    }
  }
}
