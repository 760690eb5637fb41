/// What is dismissed of an account's lines, as their alerts are.
///
/// A line beyond the largest window has no alert yet; then the rows alone decide.
struct DismissedLines: Sendable {
  private let rule: DismissalRule
  private let account: SmartAccount
  private let texts: TextTable
  /// Alerts that are or were dismissed.
  private var alerts: [AlertKey: Alert] = [:]

  /// The lines of an account whose alerts are judged.
  init(_ alerts: [Alert], by rule: DismissalRule, of account: SmartAccount, texts: TextTable) {
    (self.rule, self.account, self.texts) = (rule, account, texts)
    for alert in alerts where alert.dismissal != nil || alert.isNoLongerDismissed {
      self.alerts[AlertKey(alert, in: account, texts: texts)] = alert
    }
  }

  /// Says of lines whether they are dismissed, and whether they no longer are.
  func mark(_ lines: inout [[ExpiringTerm]]) {
    if isEmpty { return }
    for list in lines.indices {
      for index in lines[list].indices where lines[list][index].renewal == nil {
        let line = lines[list][index]
        let type: AlertType = line.daysLeft < 0 ? .licensesExpired : .licensesExpiring
        let key = AlertKey(type, of: line.term, in: account, texts: texts)
        lines[list][index].isDismissed = alerts[key]?.isDismissed ?? rule.names(line)
        lines[list][index].isNoLongerDismissed = alerts[key]?.isNoLongerDismissed ?? false
      }
    }
  }

  /// Those of alerts that were judged anew which are not dismissed.
  func told(_ announced: [Alert]) -> [Alert] {
    if isEmpty { return announced }
    return announced.compactMap { alert in
      guard let known = alerts[AlertKey(alert, in: account, texts: texts)] else {
        return rule.index(naming: alert) == nil ? alert : nil
      }
      var alert = alert
      alert.isNoLongerDismissed = known.isNoLongerDismissed
      return known.isDismissed ? nil : alert
    }
  }

  private var isEmpty: Bool { rule.isEmpty && alerts.isEmpty }
}
