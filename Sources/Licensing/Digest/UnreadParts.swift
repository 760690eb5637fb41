/// What of an account was not read, by virtual account, so that what each reader may know is a sum
/// over the scope.
struct UnreadParts: Sendable {
  /// Of one virtual account, or of several.
  struct Part: Sendable {
    var rows = UnreadRows()
    var unknownEnds = 0
    var unknownStatuses = 0

    mutating func add(_ other: Part) {
      rows.add(other.rows)
      unknownEnds += other.unknownEnds
      unknownStatuses += other.unknownStatuses
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
      for term in account.terms[license.terms] where term.end == .unknown && term.quantity > 0 {
        parts[license.virtualAccount].unknownEnds += 1
      }
    }
    let unknown = Set(account.instances.map(\.status)).filter {
      InstanceStatus(texts.string($0)) == .unknown
    }
    for instance in account.instances where unknown.contains(instance.status) {
      parts[instance.virtualAccount].unknownStatuses += 1
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
