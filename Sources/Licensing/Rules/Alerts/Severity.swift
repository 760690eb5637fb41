/// How much an alert matters; major sorts first.
package enum Severity: String, CaseIterable, Codable, Comparable, Sendable {
  case major, minor

  package static func < (left: Severity, right: Severity) -> Bool {
    left == .major && right == .minor
  }
}
