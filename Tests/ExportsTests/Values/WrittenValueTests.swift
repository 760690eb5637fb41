import Testing

@testable import Exports
@testable import Licensing

struct WrittenValueTests {
  @Test(
    arguments: [
      ("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999), ("1000000000", nil),
      ("5.0", 5), ("5.00", 5), ("5.000", nil), ("0.000", 0), ("1234.000", 1_234), ("5.", nil),
      ("5.5", nil), (".0", nil), ("-3", nil), ("+3", nil),
      ("1,000", nil), ("1 000", nil), ("5 seats", nil), ("99999999999999999999", nil), ("", nil),
      ("1e3", nil),
    ] as [(String, Int32?)])
  func `a count is digits, perhaps with a fraction of zeros`(text: String, count: Int32?) {
    #expect(self.count(text) == count)
  }

  @Test(
    arguments: [
      ("1,000", ",", 1_000), ("12,345,678", ",", 12_345_678), ("999,999,999", ",", 999_999_999),
      ("1,000,000,000", ",", nil), ("1,00", ",", nil), ("1000,000", ",", nil), (",000", ",", nil),
      ("1,000.0", ",", 1_000), ("1.000", ".", 1_000), ("5.0", ".", 5), ("1 000", " ", 1_000),
      ("1,000", ".", nil), ("5", ",", 5),
    ] as [(String, String, Int32?)])
  func `thousands are parted by what a rule says`(
    text: String, separator: String, count: Int32?
  ) {
    #expect(self.count(text, separator.utf8.first) == count)
  }

  @Test(
    arguments: [
      (
        true,
        [
          "yes", "Y", "TRUE", "t", "on", "Enabled", "active", "1", "1.0", "x", "Oui", "ja", "si",
          "sí", "Sí", "checked", "selected", "✓", "☑", "✔",
        ]
      ),
      (
        false,
        [
          "", "no", "N", "false", "F", "off", "disabled", "inactive", "0", "0.0", "non", "nein",
          "unchecked", "Not Checked", "none", "never", "null", "N/A", "-", "☐", "✗",
        ]
      ),
      (nil, ["sometimes", "2", "yess", "no way", "SÍ"]),
    ] as [(Bool?, [String])])
  func `yes and no are known in several languages`(meaning: Bool?, words: [String]) {
    for word in words { #expect(FlagWord.meaning(of: word) == meaning, "\(word)") }
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("  two  blanks ", "two blanks"), ("a\r\nb\tc", "a b c"),
      ("\u{a0}a\u{a0}", "a"), ("a\u{a0}b", "a\u{a0}b"), ("a\u{1}b", "a\u{fffd}b"),
      ("a\u{b}b", "a\u{fffd}b"), ("a\u{2028}b\u{7f}", "a\u{fffd}b\u{fffd}"),
      ("\u{200e} a \u{202e} b", "a b"), ("a\u{9f}", "a\u{fffd}"), ("\u{200e}\u{a0}x", "x"),
    ] as [(String, String)])
  func `a text is cleaned before it is compared or kept`(text: String, clean: String) {
    #expect(TextCleaning.string(text.utf8) == clean)
    #expect(TextCleaning.string(clean.utf8) == clean)
  }

  private func count(_ text: String, _ thousands: UInt8? = nil) -> Int32? {
    let bytes = Array(text.utf8)
    return WrittenCount.count(bytes.span, thousands: thousands)
  }
}
