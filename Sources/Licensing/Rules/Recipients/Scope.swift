/// The virtual accounts a reader may see (P8).
///
/// Nothing outside it reaches that reader's messages: no license, count, total or name.
package enum Scope: Hashable, Sendable {
  case wholeAccount
  /// Places in the account's `virtualAccounts`, ascending, each once. It stays a list even when
  /// it names all.
  case listed([Int])

  /// Whether a virtual account is in the scope; one of the whole account (nil) only in the whole.
  package func contains(_ virtualAccount: Int?) -> Bool {
    switch self {
    case .wholeAccount: return true
    case .listed(let indices):
      guard let virtualAccount else { return false }
      return indices.contains(virtualAccount)
    }
  }

  /// What either sees (P10).
  package func union(_ other: Scope) -> Scope {
    guard case .listed(let left) = self, case .listed(let right) = other else {
      return .wholeAccount
    }
    return .listed(Set(left + right).sorted())
  }

  /// The indices a scope shows of so many virtual accounts, ascending.
  package func indices(of count: Int) -> [Int] {
    switch self {
    case .wholeAccount: Array(0..<count)
    case .listed(let indices): indices
    }
  }
}
