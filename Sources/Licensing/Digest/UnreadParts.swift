/// What of an account was not read, by virtual account, so that what each reader may know is a sum
/// over the scope.
struct UnreadParts: Sendable {
  /// Of one virtual account, or of several.
  struct Part: Sendable {
    var rows = UnreadRows()
    var unknownEnds = 0
    var unknownStatuses = 0
    /// Whether values that decide an alert or a line could not be read.
    var hasIgnoredValues = false

    mutating func add(_ other: Part) {
      rows.add(other.rows)
      unknownEnds += other.unknownEnds
      unknownStatuses += other.unknownStatuses
      hasIgnoredValues = hasIgnoredValues || other.hasIgnoredValues
    }
  }

  private let files: Int
  private var parts: [Part]
  /// Of the whole account, with what is of no known virtual account.
  private var whole = Part()

  init(of account: SmartAccount, texts: TextTable) {
    files = account.unreadFiles
    parts = Array(repeating: Part(), count: account.virtualAccounts.count)
    for license in account.licenses {
      if license.hasUnknownStatus { parts[license.virtualAccount].unknownStatuses += 1 }
      if license.hasIgnoredValues { parts[license.virtualAccount].hasIgnoredValues = true }
      for term in account.terms[license.terms] where term.end == .unknown && term.quantity > 0 {
        parts[license.virtualAccount].unknownEnds += 1
      }
    }
    let unknown = Set(account.instances.map(\.status)).filter {
      InstanceStatus(texts.string($0)) == .unknown
    }
    for instance in account.instances {
      var part = Part()
      if unknown.contains(instance.status) { part.unknownStatuses = 1 }
      part.hasIgnoredValues = instance.hasIgnoredValue
      add(part, at: instance.virtualAccount)
    }
    for event in account.events where event.day == nil && !event.time.isEmpty {
      var part = Part()
      part.hasIgnoredValues = true
      add(part, at: event.virtualAccount)
    }
    for rejected in account.rejected {
      if let index = rejected.virtualAccount {
        parts[index].rows.add(rejected)
      } else {
        whole.rows.add(rejected)
      }
    }
    for part in parts { whole.add(part) }
  }

  private mutating func add(_ part: Part, at virtualAccount: Int?) {
    if let virtualAccount { parts[virtualAccount].add(part) } else { whole.add(part) }
  }

  func unread(in scope: Scope, isCut: Bool) -> Unread {
    guard case .listed(let indices) = scope else {
      return Unread(whole, files: files, isCut: isCut)
    }
    var part = Part()
    for index in indices { part.add(parts[index]) }
    part.rows.hasOthers = part.rows.count < whole.rows.count
    return Unread(part, files: files, isCut: isCut)
  }
}
