/// A virtual account that two files have rows of: the same licenses may be counted twice.
package struct SharedVirtualAccount: Sendable {
  /// The account domain.
  package var account: TextID
  /// Its name.
  package var virtualAccount: TextID
  /// The first file with rows of it, by its index in input order.
  package var owner: Int32
  /// The first of its rows in the other file.
  package var location: SourceLocation
  /// Of an account of another shard, which tells it.
  var isElsewhere = false
}

/// Finds the virtual accounts that have rows in several files, by the first file and each other.
struct SharedVirtualAccountFinder {
  private struct Key: Hashable {
    let account: TextID
    let virtualAccount: TextID
  }

  private let isElsewhere: Bool
  /// The first file of each, and the one of its latest row.
  private var files: [Key: (owner: Int32, latest: Int32)] = [:]
  private(set) var found: [SharedVirtualAccount] = []

  init(isElsewhere: Bool) {
    self.isElsewhere = isElsewhere
  }

  /// Takes the next row in input order.
  mutating func add(_ account: TextID, _ virtualAccount: TextID, at location: SourceLocation) {
    let key = Key(account: account, virtualAccount: virtualAccount)
    guard let known = files[key] else {
      files[key] = (location.file, location.file)
      return
    }
    guard known.latest != location.file else { return }
    files[key]?.latest = location.file
    found.append(
      SharedVirtualAccount(
        account: account, virtualAccount: virtualAccount, owner: known.owner, location: location,
        isElsewhere: isElsewhere))
  }
}

extension [SharedVirtualAccount] {
  /// Of each pair of files the one that is first, in input order.
  func firstOfEachPair() -> [SharedVirtualAccount] {
    var pairs: Set<[Int32]> = []
    return sorted { $0.location < $1.location }
      .filter { pairs.insert([$0.owner, $0.location.file]).inserted }
  }
}
