import SeededRandom
import Testing

@testable import Rendering

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
  func `rows hold every word in its order and no row is too wide`(seed: Int) {
    var random = SeededRandom(seed: seed)
    let text = Self.text(&random, Int.random(in: 0...60, using: &random))
    let right = ["", "25 seats"].randomElement(using: &random) ?? ""
    let indent = Int.random(in: 0...12, using: &random)
    var rows = TextRows()
    rows.append(Self.bytes(text), right: Self.bytes(right), indent: indent)
    let strings = Self.strings(rows)
    #expect(strings.allSatisfy { DisplayWidth.of($0) <= TextLayout.width })
    #expect(strings.allSatisfy { $0.utf8.prefix(indent).allSatisfy { $0 == 32 } })
    let first = String(strings[0].utf8.dropLast(right.utf8.count)) ?? ""
    let letters = ([first] + strings.dropFirst()).joined().utf8.filter { $0 != 32 }
    #expect(letters == text.utf8.filter { $0 != 32 })
    #expect(strings[0].hasSuffix(right))
  }

  @Test(arguments: [
    ("一二三。四", 6, ["一二", "三。四"]), ("一二三四", 6, ["一二三", "四"]),
    ("一二三。。四", 6, ["一二", "三。。", "四"]), ("一。", 2, ["一", "。"]),
    ("（一二）三", 6, ["（一", "二）三"]), ("一二三「四」", 8, ["一二三", "「四」"]),
    ("一二Sub1二", 6, ["一二", "Sub1二"]), ("一二12日", 7, ["一二", "12日"]),
    ("a 一二三", 7, ["a 一二", "三"]), ("a Sub2（一", 7, ["a Sub2", "（一"]),
  ])
  func `Japanese ends a row where it may`(text: String, width: Int, expected: [String]) {
    var rows = TextRows()
    rows.append(Self.bytes(text), width: width)
    #expect(Self.strings(rows) == expected)
  }

  @Test(arguments: 0..<200)
  func `columns seen from bytes are those of the characters`(seed: Int) {
    var random = SeededRandom(seed: seed)
    let text = Self.text(&random, Int.random(in: 0...6, using: &random))
    #expect(DisplayWidth.of(Self.bytes(text)) == DisplayWidth.of(text))
  }

  @Test(arguments: [75, 76, 77])
  func `a text of as many columns as a row has is one row`(columns: Int) {
    var rows = TextRows()
    rows.append(Self.bytes(String(repeating: "é", count: columns - 2) + " a"))
    #expect(rows.count == (columns > 76 ? 2 : 1))
  }

  @Test(arguments: [
    ("one two", ["L   one", "    two"]), ("one two three", ["L   one two", "    three"]),
    ("onetwothree", ["L   onetwot", "    hree"]), ("日本日本", ["L   日本日", "    本"]), ("", ["L   "]),
  ])
  func `further rows begin below the first`(text: String, expected: [String]) {
    var rows = TextRows()
    rows.append(
      Self.bytes(text), label: Self.bytes("L"), indent: 4, width: text == "one two" ? 10 : 11)
    #expect(Self.strings(rows) == expected)
  }

  @Test(arguments: [
    ("one", ["one          7"]), ("one two three four", ["one two      7", "three four"]),
  ])
  func `a text at the right edge is on the first row`(text: String, expected: [String]) {
    var rows = TextRows()
    rows.append(Self.bytes(text), right: Self.bytes("7"), width: 14)
    #expect(Self.strings(rows) == expected)
  }
}
