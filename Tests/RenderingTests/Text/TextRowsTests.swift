import Testing

@testable import Rendering

/// `TextRows` sees from bytes what `TextLayout` sees from characters; both say the same.
struct TextRowsTests {
  private static let pieces = [
    "a", "license", " ", " ", "  ", ",", "é", "…", "’", "\u{202f}", "\u{ad}", "\u{301}", "日本", "🚀",
    "\u{200d}", "e\u{301}", "ſ", "ß", "\u{2060}", "–",
    "word-that-is-longer-than-a-row-of-text-can-be",
  ]

  private static func text(_ random: inout some RandomNumberGenerator, _ count: Int) -> String {
    (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private static func strings(_ rows: TextRows) -> [String] {
    (0..<rows.count).map { String(decoding: rows[$0], as: UTF8.self) }
  }

  private static func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

  @Test(arguments: 0..<400)
  func `rows from bytes are those from characters`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let count = Int.random(in: 0...60, using: &random)
    // Plain texts take the fast way, which random pieces seldom do.
    let text = seed % 2 == 0 ? Self.text(&random, count) : Self.plain(&random, count)
    let label = Self.text(&random, Int.random(in: 0...2, using: &random))
    let right = Self.plain(&random, 1)
    let indent = Int.random(in: 0...12, using: &random)
    var rows = TextRows()
    rows.append(Self.bytes(text))
    #expect(Self.strings(rows) == TextLayout.wrap(text))
    rows.removeAll()
    rows.append(label: Self.bytes(label), Self.bytes(text), indent: indent)
    #expect(Self.strings(rows) == TextLayout.labelled(label, text, indent: indent))
    rows.removeAll()
    rows.append(
      label: Self.bytes(label), Self.bytes(text), right: Self.bytes(right), indent: indent)
    #expect(
      Self.strings(rows) == TextLayout.spread(text, right, indent: indent, label: label))
  }

  @Test(arguments: 0..<200)
  func `columns seen from bytes are those of the characters`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let text = Self.text(&random, Int.random(in: 0...6, using: &random))
    #expect(DisplayWidth.of(Self.bytes(text)) == DisplayWidth.of(text))
  }

  @Test(arguments: [75, 76, 77])
  func `a text of as many columns as a row has is one row`(columns: Int) {
    var rows = TextRows()
    rows.append(Self.bytes(String(repeating: "é", count: columns - 2) + " a"))
    #expect(rows.count == (columns > 76 ? 2 : 1))
  }

  private static func plain(_ random: inout some RandomNumberGenerator, _ count: Int) -> String {
    (0..<count).map { _ in
      ["seats", "é", "of", "12", "Network"].randomElement(using: &random) ?? ""
    }
    .joined(separator: " ")
  }
}

/// Numbers that are the same in every run (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
