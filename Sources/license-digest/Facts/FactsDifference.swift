internal import Licensing

/// How what two folders tell differs, account by account and reader by reader.
struct FactsDifference: Sendable {
  /// What one side has more than the other, and what both have and tell otherwise.
  struct Changes<Fact: Sendable>: Sendable {
    var gained: [Fact] = []
    var lost: [Fact] = []
    var changed: [(before: Fact, after: Fact)] = []

    var isEmpty: Bool { gained.isEmpty && lost.isEmpty && changed.isEmpty }
  }

  /// One message of one reader that is not what it was.
  struct Reader: Sendable {
    var recipient: String
    var kind: String
    var starts = false
    var stops = false
    /// nil where it is the same, or where one of the two is not sent.
    var subject: (before: String, after: String)?
    var alerts = Changes<PublishedFacts.Alert>()

    var isNothing: Bool { !starts && !stops && subject == nil && alerts.isEmpty }
  }

  /// One account that is not what it was.
  struct Account: Sendable {
    var domain: String
    var lines: Changes<PublishedFacts.Line>
    var alerts: Changes<PublishedFacts.Alert>
    var readers: [Reader]

    var isNothing: Bool { lines.isEmpty && alerts.isEmpty && readers.isEmpty }
  }

  /// Sorted by domain.
  let accounts: [Account]

  /// Compares what is published with what a run would publish.
  init(from before: PublishedFacts, to after: PublishedFacts) {
    let domains = Set(before.accounts.keys).union(after.accounts.keys)
    accounts = domains.sorted(by: Self.precedes).map { domain in
      let (old, new) = (before.accounts[domain], after.accounts[domain])
      return Account(
        domain: domain,
        lines: Self.changes(old?.lines ?? [], new?.lines ?? [], key: \.key),
        alerts: Self.changes(old?.alerts ?? [], new?.alerts ?? [], key: \.key),
        readers: Self.readers(old, new))
    }.filter { !$0.isNothing }
  }

  private static func readers(
    _ old: PublishedFacts.Account?, _ new: PublishedFacts.Account?
  ) -> [Reader] {
    func messages(_ account: PublishedFacts.Account?) -> [[String]: PublishedFacts.Message] {
      var found: [[String]: PublishedFacts.Message] = [:]
      for message in account?.messages ?? [] {
        for recipient in message.recipients { found[[recipient, message.kind]] = message }
      }
      return found
    }
    let (before, after) = (messages(old), messages(new))
    let keys = Set(before.keys).union(after.keys).sorted { left, right in
      left[0] == right[0] ? precedes(left[1], right[1]) : precedes(left[0], right[0])
    }
    return keys.map { key in
      let (left, right) = (before[key], after[key])
      var reader = Reader(recipient: key[0], kind: key[1])
      (reader.starts, reader.stops) = (left == nil, right == nil)
      if let left, let right, left.subject != right.subject {
        reader.subject = (left.subject, right.subject)
      }
      let told = (
        left.flatMap { old?.alerts(in: $0) } ?? [], right.flatMap { new?.alerts(in: $0) } ?? []
      )
      reader.alerts = changes(told.0, told.1, key: \.key)
      return reader
    }.filter { !$0.isNothing }
  }

  private static func changes<Fact: Hashable & Sendable>(
    _ before: [Fact], _ after: [Fact], key: KeyPath<Fact, [String]>
  ) -> Changes<Fact> {
    var left = Dictionary(before.map { ($0[keyPath: key], $0) }) { first, _ in first }
    var changes = Changes<Fact>()
    for fact in after {
      guard let old = left.removeValue(forKey: fact[keyPath: key]) else {
        changes.gained.append(fact)
        continue
      }
      if old != fact { changes.changed.append((old, fact)) }
    }
    changes.lost = before.filter { left.removeValue(forKey: $0[keyPath: key]) != nil }
    return changes
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
