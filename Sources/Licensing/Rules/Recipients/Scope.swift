/// The virtual accounts a reader may see (P8).
///
/// Nothing outside it reaches that reader's messages: no license, count, total or name.
package enum Scope: Hashable, Sendable {
  case wholeAccount
  /// Indices in the account's `virtualAccounts`, ascending, each once. It stays a list even when
  /// it names all.
  case listed([Int])

  /// Whether a virtual account is in the scope; one of the whole account (nil) only in the whole.
  package func contains(_ virtualAccount: Int?) -> Bool {
    guard case .listed(let indices) = self else { return true }
    guard let virtualAccount else { return false }
    var (low, high) = (0, indices.count)
    while low < high {
      let middle = (low + high) / 2
      if indices[middle] < virtualAccount { low = middle + 1 } else { high = middle }
    }
    return low < indices.count && indices[low] == virtualAccount
  }

  /// The indices a scope shows among those of an account, ascending.
  package func indices(of count: Int) -> [Int] {
    switch self {
    case .wholeAccount: Array(0..<count)
    case .listed(let indices): indices
    }
  }
}
