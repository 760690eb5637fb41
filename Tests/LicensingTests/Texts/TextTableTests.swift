import SeededRandom
import Testing

@testable import Licensing

struct TextTableTests {
  @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 64])
  func `a text of any length is held once and given back whole`(length: Int) {
    let text = String(repeating: "x", count: length)
    var table = TextTable()
    let first = table.insert(text)
    #expect(table.insert(text) == first)
    #expect(table.insert(text + "y") != first)
    #expect(table.string(first) == text)
    #expect(table.count == (length == 0 ? 2 : 3))
    #expect(first.isEmpty == (length == 0))
  }

  @Test func `a closed table finds its texts and takes new ones`() {
    var table = TextTable()
    let texts = (0..<3_000).map { table.insert("text \($0)") }
    table.close()
    let known = (0..<3_000).map { table.insert("text \($0)") }
    #expect(known == texts)
    let new = table.insert("new")
    #expect(table.string(new) == "new")
    #expect(table.count == 3_002)
  }

  @Test func `joined tables hold the texts of both, each once`() {
    var (one, two) = (TextTable(), TextTable())
    for number in 0..<2_000 { _ = one.insert("text \(number)") }
    let texts = (1_000..<5_000).map { two.insert("text \($0)") }
    let identifiers = one.join(two)
    #expect(one.count == 5_001)
    #expect(identifiers[0] == .empty)
    #expect(texts.allSatisfy { one.string(identifiers[Int($0.index)]) == two.string($0) })
  }

  @Test(arguments: [
    ("a", "B"), ("B", "c"), ("A", "a"), ("AB", "ab"), ("ab", "AC"), ("", "A"), ("a", "aa"),
    ("AAAAAAAAb", "aaaaaaaaC"), ("AAAAAAAAA", "aaaaaaaaa"), ("aaaaaaaa", "AAAAAAAAA"),
    // '_' and '[' come before all letters, as before small ones.
    ("_", "Z"), ("[z", "Z"), ("z", "{"), ("default", "\u{c9}"), ("[", "A"), ("@", "a"),
    ("\u{c1}", "\u{e1}"),
  ])
  func `texts sort by letters without case, then by bytes`(first: String, second: String) {
    var table = TextTable()
    let (one, two) = (table.insert(first), table.insert(second))
    #expect(table.precedes(one, two) && first.precedes(second))
    #expect(!table.precedes(two, one) && !second.precedes(first))
    #expect(!table.precedes(one, one) && !first.precedes(first))
    #expect(table.prefix(of: one) <= table.prefix(of: two))
  }

  @Test func `the table and a string sort alike`() {
    var random = SeededRandom(seed: 3)
    var table = TextTable()
    let letters = Array("aAbBzZ[_@{\u{e9} ")
    let texts = (0..<300).map { _ in
      String(
        (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
          letters.randomElement(using: &random)
        })
    }
    let sorted = texts.map { table.insert($0) }.sorted { table.precedes($0, $1) }
    #expect(sorted.map { table.string($0) } == texts.sorted { $0.precedes($1) })
    let plain = texts.sorted {
      (Array($0.lowercasedASCII.utf8), Array($0.utf8)).0.lexicographicallyPrecedes(
        Array($1.lowercasedASCII.utf8))
        || $0.lowercasedASCII.utf8.elementsEqual($1.lowercasedASCII.utf8)
          && $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    #expect(texts.sorted { $0.precedes($1) }.map { Array($0.utf8) } == plain.map { Array($0.utf8) })
  }

  @Test func `names made to meet under one key are apart under another`() {
    // Without a key, the second word could undo the first.
    let key = HashKey(seed: 5, factor: 0x9e37_79b9_7f4a_7c15)
    let other = HashKey(seed: 77, factor: 0xd1b5_4a32_d192_ed03)
    var (kept, moved) = (Set<UInt32>(), Set<UInt32>())
    for number in 0..<1_000 {
      let bytes = Array("name \(number) of a license".utf8)
      kept.insert(key.hash(bytes.span, 0..<bytes.count))
      moved.insert(other.hash(bytes.span, 0..<bytes.count))
    }
    #expect(kept.count > 990 && moved.count > 990)
    #expect(kept.intersection(moved).count < 10)
  }
}
