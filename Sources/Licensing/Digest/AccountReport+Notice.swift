extension AccountReport {
  /// The status notice of a variant: what it may see that ended, passed its limit or crossed a
  /// milestone since the previous run.
  ///
  /// With a previous run also the licenses that are short, or out of compliance, only since then.
  /// Each thing is announced once, by the run that first sees it; an empty notice is not sent.
  package func notice(for variant: Variant, texts: TextTable, isCutShort: Bool) -> Digest {
    var notice = Digest(
      kind: .statusNotice, variant: variant, date: date, since: since,
      unread: unread.unread(in: variant.scope, isCut: isCutShort))
    if variant.alertTypes.contains(.licensesExpiring) {
      notice.expiring = crossed(in: variant.scope, texts: texts)
    }
    // Insufficient licenses that are dismissed still stand for what they cover.
    let covering = alerts.filter { $0.type == .insufficientLicenses && $0.isDismissed }
    notice.alerts =
      (announced + begun + covering).filter {
        variant.alertTypes.contains($0.type) && variant.scope.contains($0.virtualAccount)
      }.told
    if !begun.isEmpty { notice.alerts = Alert.sorted(notice.alerts, texts: texts) }
    notice.news = news.map { DigestNews(previous: $0.previous) }
    addDoubts(of: variant.scope, to: &notice.unread)
    return notice
  }
}
