/// An alert that is dismissed, with what its row says; only pages and `explain` show it.
package struct DismissedAlert: Sendable {
  /// As it would be told.
  package var alert: Alert
  /// The last day on which the row holds; nil: as long as the term it names has an alert.
  package var until: CalendarDate?
  /// Who dismissed it; empty where nobody is stated.
  package var by: TextID
  /// Why; empty where no reason is stated.
  package var reason: TextID

  /// A dismissed alert of these facts.
  package init(alert: Alert, until: CalendarDate?, by: TextID, reason: TextID) {
    self.alert = alert
    self.until = until
    self.by = by
    self.reason = reason
  }
}

extension AccountReport {
  /// The alerts that rows dismiss, in the order of alerts.
  package var dismissedAlerts: [DismissedAlert] {
    alerts.compactMap { alert in
      guard alert.isDismissed, let index = alert.dismissal?.index else { return nil }
      let row = account.dismissals[index].row
      return DismissedAlert(alert: alert, until: row.until, by: row.by, reason: row.reason)
    }
  }
}
