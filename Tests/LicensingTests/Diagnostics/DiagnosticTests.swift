import Testing

@testable import Licensing

struct DiagnosticTests {
  @Test(arguments: [
    ("short", "'short'"),
    (String(repeating: "é", count: 80), "'\(String(repeating: "é", count: 80))'"),
    (String(repeating: "x", count: 81), "'\(String(repeating: "x", count: 80))...'"),
    (
      "e" + String(repeating: "\u{301}", count: 500),
      "'e\(String(repeating: "\u{301}", count: 79))...'"
    ),
  ])
  func `a value is quoted and cut at 80 characters`(value: String, quoted: String) {
    #expect(Array(value.quoted.unicodeScalars) == Array(quoted.unicodeScalars))
  }
}

struct SourceLocationTests {
  @Test(
    arguments: [
      (1, 0, 1), (1, 5, 6), (2_147_483_646, 1, 2_147_483_647), (2_147_483_647, 1, 2_147_483_647),
      (2_147_483_647, 2_147_483_647, 2_147_483_647),
    ] as [(Int32, Int32, Int32)])
  func `a location moves down no further than its last line`(line: Int32, by: Int32, to: Int32) {
    let location = Licensing.SourceLocation(file: 0, line: line, column: 1)
    #expect(location.moved(down: by).line == to)
  }
}
