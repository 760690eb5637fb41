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
