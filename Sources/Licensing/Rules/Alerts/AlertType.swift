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

/// A set of ticked alert types, one bit each.
package struct AlertTypes: OptionSet, Codable, Hashable, Sendable {
  /// A bit for each type, in the order of P2.
  package let rawValue: UInt8

  /// A set of bits, the first type of rule P2 lowest.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of one type.
  package init(_ type: AlertType) {
    let place = AlertType.allCases.firstIndex(of: type) ?? 0
    rawValue = 1 << UInt8(place)
  }

  /// All seven.
  package static let all = AlertTypes(rawValue: 0b111_1111)

  /// Whether a type is ticked.
  package func contains(_ type: AlertType) -> Bool {
    contains(AlertTypes(type))
  }

  /// The ticked types in the order of rule P2.
  package var ordered: [AlertType] { AlertType.allCases.filter { contains($0) } }
}

/// How much an alert matters; major sorts first.
package enum Severity: String, Codable, Comparable, Sendable {
  case major, minor

  package static func < (left: Severity, right: Severity) -> Bool {
    left == .major && right == .minor
  }
}
