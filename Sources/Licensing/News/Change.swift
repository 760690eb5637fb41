/// What became of one line of an account since the previous run.
package struct Change: Hashable, Sendable {
  /// How the line changed; the order is no rank.
  package enum Kind: String, Sendable {
    case added, removed, quantity, extended, shortened
  }

  /// What became of it.
  package var kind: Kind
  /// Whose line it is.
  package var key: AccountLine.Key
  /// What it said in the previous run; nil where it is new.
  package var before: AccountLine.Facts?
  /// What it says now; nil where it is gone.
  package var after: AccountLine.Facts?

  /// A change of these facts.
  package init(
    _ kind: Kind, _ key: AccountLine.Key, before: AccountLine.Facts?, after: AccountLine.Facts?
  ) {
    self.kind = kind
    self.key = key
    self.before = before
    self.after = after
  }

  /// Whether less is there than before, so that it may only have been left unread.
  package var isLoss: Bool {
    switch kind {
    case .removed, .shortened: true
    case .quantity: (after?.quantity ?? 0) < (before?.quantity ?? 0)
    case .added, .extended: false
    }
  }

  /// By key, end before, end after, then all the rest of what it says.
  static func precedes(_ left: Change, _ right: Change) -> Bool {
    if left.key != right.key { return AccountLine.Key.precedes(left.key, right.key) }
    if left.before != right.before { return precedes(left.before, right.before) }
    if left.after != right.after { return precedes(left.after, right.after) }
    return left.kind.rawValue < right.kind.rawValue
  }

  /// None before any.
  private static func precedes(_ left: AccountLine.Facts?, _ right: AccountLine.Facts?) -> Bool {
    guard let left, let right else { return left == nil && right != nil }
    return AccountLine.Facts.precedes(left, right)
  }
}

extension [Change] {
  /// What the lines of one account have become, from those that only one of two runs has.
  ///
  /// Lines of one license, subscription, SKU and type are paired: those of the same end first,
  /// then the rest in order of end, start and seats.
  ///
  ///     50 until 2026-12-09                    50 until 2029-12-09    extended
  ///     50 until 2026-12-09                    60 until 2026-12-09    quantity
  ///     50 until 2026-12-09, 10 without end    10 without end         removed
  ///
  /// A line that ended before the report date is over, not removed.
  package init(from before: [AccountLine], to after: [AccountLine], on date: CalendarDate) {
    var groups: [AccountLine.Key: (before: [AccountLine.Facts], after: [AccountLine.Facts])] = [:]
    for line in before { groups[line.key, default: ([], [])].before.append(line.facts) }
    for line in after { groups[line.key, default: ([], [])].after.append(line.facts) }
    var changes: [Change] = []
    for (key, group) in groups {
      var pairing = LinePairing(before: group.before, after: group.after, date: date)
      changes += pairing.changes(of: key)
    }
    self = changes.sorted(by: Change.precedes)
  }
}

/// The lines of one key in two runs while they are paired.
private struct LinePairing {
  private var before: [AccountLine.Facts]
  private var after: [AccountLine.Facts]

  private let date: CalendarDate

  init(before: [AccountLine.Facts], after: [AccountLine.Facts], date: CalendarDate) {
    self.before = before.sorted(by: AccountLine.Facts.precedes)
    self.after = after.sorted(by: AccountLine.Facts.precedes)
    self.date = date
  }

  mutating func changes(of key: AccountLine.Key) -> [Change] {
    takeEqual()
    before.removeAll { facts in facts.end.date.map { $0 < date } ?? false }
    var changes: [Change] = []
    for (old, new) in takeSameEnds() where old.quantity != new.quantity {
      changes.append(Change(.quantity, key, before: old, after: new))
    }
    let count = Swift.min(before.count, after.count)
    for (old, new) in zip(before, after) {
      guard let kind = Self.kind(from: old, to: new) else { continue }
      changes.append(Change(kind, key, before: old, after: new))
    }
    changes += before.dropFirst(count).map { Change(.removed, key, before: $0, after: nil) }
    changes += after.dropFirst(count).map { Change(.added, key, before: nil, after: $0) }
    return changes
  }

  /// What a later or earlier end is called; of an unknown end only the seats can be compared.
  private static func kind(
    from old: AccountLine.Facts, to new: AccountLine.Facts
  ) -> Change.Kind? {
    if old.end == .unknown || new.end == .unknown {
      return old.quantity == new.quantity ? nil : .quantity
    }
    return PackedDay(new.end).number > PackedDay(old.end).number ? .extended : .shortened
  }

  /// Equal lines fall away, each with one other.
  private mutating func takeEqual() {
    var left: [AccountLine.Facts: Int] = [:]
    for facts in after { left[facts, default: 0] += 1 }
    before.removeAll { facts in
      guard let count = left[facts], count > 0 else { return false }
      left[facts] = count - 1
      return true
    }
    after = Self.remaining(after, left)
  }

  /// Of equal lines the last ones stay.
  private static func remaining(
    _ lines: [AccountLine.Facts], _ counts: [AccountLine.Facts: Int]
  ) -> [AccountLine.Facts] {
    var counts = counts
    return lines.filter { facts in
      guard let count = counts[facts], count > 0 else { return false }
      counts[facts] = count - 1
      return true
    }
  }

  /// Takes pairs of one end out of both lists, in order of start and seats.
  private mutating func takeSameEnds() -> [(AccountLine.Facts, AccountLine.Facts)] {
    var pairs: [(AccountLine.Facts, AccountLine.Facts)] = []
    var (old, new): ([AccountLine.Facts], [AccountLine.Facts]) = ([], [])
    var (left, right) = (before[...], after[...])
    while let first = left.first, let second = right.first {
      let ends = (PackedDay(first.end).number, PackedDay(second.end).number)
      if ends.0 == ends.1 { pairs.append((first, second)) }
      if ends.0 < ends.1 { old.append(first) }
      if ends.1 < ends.0 { new.append(second) }
      if ends.0 <= ends.1 { left.removeFirst() }
      if ends.1 <= ends.0 { right.removeFirst() }
    }
    (before, after) = (old + left, new + right)
    return pairs
  }
}
