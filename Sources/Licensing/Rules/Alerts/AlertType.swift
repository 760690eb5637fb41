/// The alerts a user may tick (P2), in the order of rule P2.
package enum AlertType: String, CaseIterable, Sendable {
  case insufficientLicenses = "insufficient-licenses"
  case licensesExpiring = "licenses-expiring"
  case licensesExpired = "licenses-expired"
  case outOfCompliance = "out-of-compliance"
  case failedToConnect = "failed-to-connect"
  case failedToRenew = "failed-to-renew"
  case authorizationExpired = "authorization-expired"
  /// Those of the portal's own that are none of the others.
  case portalAlerts = "portal-alerts"

  /// The type a preference names: by its own name, or by the portal's, in any spelling.
  ///
  ///     licenses-expiring     Licenses Expiring     Product Instance Failed to Connect
  package init?(named word: String) {
    let letters = StatusWord(withBrackets: word).letters
    let name = letters.hasPrefix("productinstance") ? letters.dropFirst(15) : letters[...]
    guard let type = Self.byLetters[String(name)] else { return nil }
    self = type
  }

  /// Whether its alerts are about the end of a term.
  package var isOfEnd: Bool { self == .licensesExpiring || self == .licensesExpired }

  /// Whether a word names an alert of the portal that is no type of ours.
  package static func isOfPortalAlone(_ word: String) -> Bool {
    let letters = StatusWord(withBrackets: word).letters
    return [
      "authorizationpending", "ciscosmartsoftwaremanagersatellite", "duplicatelicenses",
      "licensesconverted", "reservedlicense", "restrictedlicense", "satellite",
      "smartlicensingagreement", "synchronization", "upcomingciscosmartsoftwaremanager",
      "updatedsmartlicenseagreement", "upgradeavailable",
    ].contains { letters.hasPrefix($0) }
  }

  private static let byLetters = Dictionary(
    uniqueKeysWithValues: allCases.map { (StatusWord(withBrackets: $0.rawValue).letters, $0) })
}
