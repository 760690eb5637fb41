/// What happened in one account since the previous run that a variant ticked and may see (8.2).
///
/// Each list holds a thing once: on the run that first sees it.
package struct StatusNotice: Sendable {
  package var variant: Variant
  package var date: CalendarDate
  package var since: CalendarDate
  /// Terms that crossed a milestone, in section 2's order; their band is nil.
  package var expiring: [ExpiringTerm] = []
  /// What ended or passed its limit, major first.
  package var alerts: [Alert] = []
  package var unread: UnreadRows
  package var isCutShort: Bool

  /// Whether nothing happened, and so no message is sent.
  package var isEmpty: Bool { expiring.isEmpty && alerts.isEmpty }
}

extension AccountReport {
  /// The notice of a variant; empty where nothing it may see happened.
  package func notice(for variant: Variant, texts: TextTable, isCutShort: Bool) -> StatusNotice {
    var notice = StatusNotice(
      variant: variant, date: date, since: since,
      unread: UnreadRows(account.rejected, scope: variant.scope), isCutShort: isCutShort)
    if variant.alertTypes.contains(.licensesExpiring) {
      notice.expiring = crossed(in: variant.scope, texts: texts)
    }
    notice.alerts = happened.filter {
      variant.alertTypes.contains($0.type) && variant.scope.contains($0.virtualAccount)
    }
    return notice
  }
}
