/// The alerts a user may tick (P2), in the order of rule P2.
package enum AlertType: String, CaseIterable, Sendable {
  case insufficientLicenses = "insufficient-licenses"
  case licensesExpiring = "licenses-expiring"
  case licensesExpired = "licenses-expired"
  case outOfCompliance = "out-of-compliance"
  case failedToConnect = "failed-to-connect"
  case failedToRenew = "failed-to-renew"
  case authorizationExpired = "authorization-expired"
}
