/// A line of an account in words of its own, so that lines of two runs compare.
///
/// Texts are UTF-8 bytes: names compare by their bytes, as everywhere.
package struct AccountLine: Hashable, Sendable {
  /// What names the line's license, whenever its terms run.
  package struct Key: Hashable, Sendable {
    /// Never empty.
    package var virtualAccount: [UInt8]
    /// Never empty.
    package var license: [UInt8]
    /// Empty where none is stated.
    package var subscription: [UInt8]
    /// Empty where none is stated.
    package var sku: [UInt8]
    /// As written; empty where none is stated.
    package var type: [UInt8]

    /// A key of these texts.
    package init(
      virtualAccount: [UInt8], license: [UInt8], subscription: [UInt8], sku: [UInt8],
      type: [UInt8]
    ) {
      self.virtualAccount = virtualAccount
      self.license = license
      self.subscription = subscription
      self.sku = sku
      self.type = type
    }

    /// By virtual account and license as lists sort names, then by subscription, SKU and type.
    static func precedes(_ left: Key, _ right: Key) -> Bool {
      if left.virtualAccount != right.virtualAccount {
        return left.virtualAccount.precedesInList(right.virtualAccount)
      }
      if left.license != right.license { return left.license.precedesInList(right.license) }
      if left.subscription != right.subscription {
        return left.subscription.lexicographicallyPrecedes(right.subscription)
      }
      if left.sku != right.sku { return left.sku.lexicographicallyPrecedes(right.sku) }
      return left.type.lexicographicallyPrecedes(right.type)
    }
  }

  /// The seats of a line and the days they run.
  package struct Facts: Hashable, Sendable {
    /// At least 1.
    package var quantity: Int
    /// The first day; nil where the terms have always run.
    package var start: CalendarDate?
    /// When the terms end.
    package var end: TermEnd

    /// Facts of a line.
    package init(quantity: Int, start: CalendarDate?, end: TermEnd) {
      self.quantity = quantity
      self.start = start
      self.end = end
    }

    /// By end (none, then unknown last), start (none first), seats.
    static func precedes(_ left: Facts, _ right: Facts) -> Bool {
      if left.end != right.end { return PackedDay(left.end).number < PackedDay(right.end).number }
      let starts = (left.start?.dayNumber ?? -1, right.start?.dayNumber ?? -1)
      return starts.0 == starts.1 ? left.quantity < right.quantity : starts.0 < starts.1
    }
  }

  /// What names it.
  package var key: Key
  /// What it says.
  package var facts: Facts

  /// A line of this key.
  package init(key: Key, facts: Facts) {
    self.key = key
    self.facts = facts
  }

  /// In the order in which lines are in an account's file.
  package static func sorted(_ lines: [AccountLine]) -> [AccountLine] {
    lines.sorted { left, right in
      left.key == right.key
        ? Facts.precedes(left.facts, right.facts) : Key.precedes(left.key, right.key)
    }
  }

  /// A line of an account that was read tonight.
  package init(_ line: MemoryLine, in account: SmartAccount, texts: TextTable) {
    let license = account.licenses[line.license]
    func bytes(_ text: TextID) -> [UInt8] { Array(texts.bytes(of: text)) }
    key = Key(
      virtualAccount: bytes(account.virtualAccounts[license.virtualAccount]),
      license: bytes(license.name), subscription: bytes(line.subscription),
      sku: bytes(line.sku), type: bytes(line.type))
    facts = Facts(quantity: line.quantity, start: line.start, end: line.end)
  }
}

extension [UInt8] {
  /// Whether a name comes before another in a list: ASCII letters folded, then by bytes.
  func precedesInList(_ other: [UInt8]) -> Bool {
    func folded(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }
    for (left, right) in zip(self, other) {
      let letters = (folded(left), folded(right))
      if letters.0 != letters.1 { return letters.0 < letters.1 }
    }
    return count == other.count ? lexicographicallyPrecedes(other) : count < other.count
  }
}
