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
    let index = AlertType.allCases.firstIndex(of: type) ?? 0
    rawValue = 1 << UInt8(index)
  }

  /// All eight.
  package static let all = AlertTypes(rawValue: 0b1111_1111)

  /// Whether a type is ticked.
  package func contains(_ type: AlertType) -> Bool {
    contains(AlertTypes(type))
  }

  /// The ticked types in the order of rule P2.
  package var ordered: [AlertType] { AlertType.allCases.filter { contains($0) } }
}
