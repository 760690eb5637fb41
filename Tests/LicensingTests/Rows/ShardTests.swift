import Licensing
import Testing

struct ShardTests {
  /// The test vectors of FNV-1a are those of its authors.
  @Test(
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c),
      ("foobar", 0x8594_4171_f739_67e8), ("acme.example", 0x40ed_49e3_fe05_6bf3),
      ("globex.example", 0x299c_2383_68e3_201e),
    ] as [(String, UInt64)])
  func `a domain always hashes to the same number`(domain: String, hash: UInt64) {
    #expect(Shard.hash(domain.utf8) == hash)
  }

  @Test(arguments: [("acme.example", 4, 3), ("acme.example", 7, 4), ("globex.example", 4, 2)])
  func `an account belongs to one shard`(domain: String, count: Int, number: Int) {
    let holding = (0..<count).filter { Shard(number: $0, of: count).holds(domain) }
    #expect(holding == [number])
  }

  @Test func `accounts spread evenly`() {
    let shards = (0..<7).map { Shard(number: $0, of: 7) }
    let sizes = shards.map { shard in
      (0..<7_000).count { shard.holds("customer-\($0).example") }
    }
    #expect(sizes.allSatisfy { (800...1_200).contains($0) })
  }

  @Test func `a problem of no account is told by every shard`() {
    let place = SourceLocation(file: 0, line: 1, column: 1)
    let problems = [nil, "acme.example", "globex.example"].map {
      Diagnostic.note("odd", "odd", account: $0, at: place)
    }
    let told = (0..<4).map { number in
      problems.map { Shard(number: number, of: 4).tells($0) }
    }
    #expect(
      told == [
        [true, false, false], [true, false, false], [true, false, true], [true, true, false],
      ])
  }
}
