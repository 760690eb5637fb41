/// Alerts of one license or of one product instance: one entry of a message, under the worst.
package struct AlertEntry: Sendable {
  /// In the order of alerts, so the worst is the first; never empty.
  package fileprivate(set) var alerts: [Alert]

  /// The one that the entry is under.
  package var worst: Alert { alerts[0] }
}

extension [Alert] {
  /// The entries of sorted alerts, in the order of their worst.
  package var entries: [AlertEntry] {
    var entries: [AlertEntry] = []
    var indices: [AlertSubject: Int] = [:]
    indices.reserveCapacity(count)
    for alert in self {
      let subject = AlertSubject(alert)
      if let index = indices[subject] {
        entries[index].alerts.append(alert)
      } else {
        indices[subject] = entries.count
        entries.append(AlertEntry(alerts: [alert]))
      }
    }
    return entries
  }

  /// Those that are told, of a list with all: neither dismissed nor covered by another.
  ///
  /// Insufficient licenses cover out of compliance of their license dismissed or not.
  package var told: [Alert] { withoutCoveredCompliance.filter { !$0.isDismissed } }

  /// Without out-of-compliance alerts of a license whose insufficient licenses the list shows.
  package var withoutCoveredCompliance: [Alert] {
    let covered = Set(filter { $0.type == .insufficientLicenses }.map(AlertSubject.init))
    if covered.isEmpty { return self }
    return filter { $0.type != .outOfCompliance || !covered.contains(AlertSubject($0)) }
  }
}

/// What an alert is about, within an account.
private struct AlertSubject: Hashable {
  let isOfInstance: Bool
  let virtualAccount: Int?
  let name: TextID

  init(_ alert: Alert) {
    isOfInstance = alert.type.isOfInstance
    virtualAccount = alert.virtualAccount
    name = alert.subject
  }
}

extension AlertType {
  /// Whether its alerts are about a product instance, and not about a license.
  package var isOfInstance: Bool {
    switch self {
    case .failedToConnect, .failedToRenew, .authorizationExpired: true
    case .insufficientLicenses, .licensesExpiring, .licensesExpired, .outOfCompliance,
      .portalAlerts:
      false
    }
  }
}
