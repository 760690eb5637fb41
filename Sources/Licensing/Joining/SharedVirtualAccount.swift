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

extension [SharedVirtualAccount] {
  /// Of each pair of files the one that stands first, in input order.
  func firstOfEachPair() -> [SharedVirtualAccount] {
    var pairs: Set<[Int32]> = []
    return sorted { $0.location < $1.location }
      .filter { pairs.insert([$0.owner, $0.location.file]).inserted }
  }
}
