/// The portal's own alerts, beside those that the rules find.
extension AlertRules {
  /// What the portal states and the rules do not find.
  ///
  /// One of a type of ours is left out where the rules found one of that type in its virtual
  /// account, or in the account where it is of none: the portal counts by other clocks, but it
  /// speaks of the same. So is one about the end of a license that has a renewed term.
  static func stated(
    of account: SmartAccount, beside found: [Alert], outlooks: TermOutlooks, texts: TextTable
  ) -> [Alert] {
    if account.statedAlerts.isEmpty { return [] }
    var known: Set<Subject> = []
    for alert in found {
      known.insert(Subject(type: alert.type, virtualAccount: alert.virtualAccount))
      known.insert(Subject(type: alert.type))
    }
    for license in account.licenses {
      let isRenewed = license.terms.contains { outlooks.renewal(ofTerm: $0) != nil }
      guard isRenewed else { continue }
      for type in [AlertType.licensesExpiring, .licensesExpired] {
        known.insert(
          Subject(type: type, virtualAccount: license.virtualAccount, name: license.name))
        known.insert(Subject(type: type, name: license.name))
      }
    }
    return account.statedAlerts.compactMap { stated in
      let type = AlertType(named: texts.string(stated.type)) ?? .portalAlerts
      var subject = Subject(type: type, virtualAccount: stated.virtualAccount)
      if known.contains(subject) { return nil }
      subject.name = stated.source
      if known.contains(subject) { return nil }
      return Alert(
        type: type, severity: stated.severity, actionDue: stated.actionDue,
        virtualAccount: stated.virtualAccount,
        subject: stated.source.isEmpty ? stated.message : stated.source,
        facts: .stated(type: stated.type, message: stated.message))
    }
  }

  /// What is known already; a name only of licenses with a renewed term.
  private struct Subject: Hashable {
    var type: AlertType
    var virtualAccount: Int?
    var name = TextID.empty
  }
}

extension Alert {
  /// Whether only pages show it: what the portal merely informs of, and what it says of ends, which
  /// messages tell by the terms.
  package var isForPagesAlone: Bool {
    guard case .stated = facts else { return false }
    return severity == .informational || type == .licensesExpiring || type == .licensesExpired
  }
}
