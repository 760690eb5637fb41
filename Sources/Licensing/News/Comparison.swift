/// What an account is compared with, and how far it can be.
package struct Comparison: Sendable {
  /// What the previous run knew.
  package var memory: AccountMemory
  /// Tonight's lines, in the order in which `memory.added` counts them.
  package var lines: [MemoryLine]
  /// Kinds of exports of which tonight may lack rows of the account: nothing of them is over.
  package var uncompared: Set<ExportKind>

  /// A comparison of these.
  package init(memory: AccountMemory, lines: [MemoryLine], uncompared: Set<ExportKind> = []) {
    self.memory = memory
    self.lines = lines
    self.uncompared = uncompared
  }
}

extension AlertType {
  /// The kind of export whose rows raise the alert.
  package var kind: ExportKind {
    switch self {
    case .insufficientLicenses, .licensesExpiring, .licensesExpired, .outOfCompliance: .licenses
    case .failedToConnect, .failedToRenew, .authorizationExpired: .instances
    case .portalAlerts: .alerts
    }
  }
}
