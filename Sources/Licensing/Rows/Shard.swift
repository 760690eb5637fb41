/// A part of the accounts, where several runs share the work: those whose domain hashes to it.
///
/// The hash is FNV-1a of 64 bits over the UTF-8 bytes of the lower-cased account domain; modulo
/// the number of shards it gives the shard's number. Other programs may compute it, so it stays:
///
///     ""              cbf29ce484222325
///     acme.example    40ed49e3fe056bf3    shard 3 of 4, 4 of 7
///     globex.example  299c238368e3201e    shard 2 of 4, 6 of 7
package struct Shard: Hashable, Sendable {
  /// From 0.
  package let number: Int
  /// How many shards there are.
  package let count: Int

  /// A shard; its number counts from 0, up to `count`.
  package init(number: Int, of count: Int) {
    precondition(number >= 0 && number < count, "a shard's number counts from 0")
    self.number = number
    self.count = count
  }

  /// Whether the account of a domain belongs to the shard.
  package func holds(_ domain: String) -> Bool { holds(domain.utf8) }

  /// Whether the account of a domain, as UTF-8, belongs to the shard.
  package func holds(_ domain: some Sequence<UInt8>) -> Bool {
    Self.hash(domain) % UInt64(count) == UInt64(number)
  }

  /// Whether the shard reports a problem: of one of its accounts, or of no account, which every
  /// shard reports.
  package func tells(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.account.map(holds) ?? true
  }

  /// FNV-1a of 64 bits.
  package static func hash(_ domain: some Sequence<UInt8>) -> UInt64 {
    domain.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
