/// How much an alert matters; major sorts first.
package enum Severity: String, CaseIterable, Codable, Comparable, Sendable {
  case major, minor
  /// Only the portal's own alerts may be; pages alone show it.
  case informational

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .major: 0
    case .minor: 1
    case .informational: 2
    }
  }
}
