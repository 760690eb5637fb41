import Testing

@testable import Rendering

struct SentencesTests {
  @Test(arguments: [
    ("abc", "abc"), ("abcd", "abcd"), ("abcde", "abc\u{2026}"),
    ("e\u{301}e\u{301}e\u{301}e\u{301}", "e\u{301}e\u{301}e\u{301}e\u{301}"),
    (
      "a" + String(repeating: "\u{301}", count: 99),
      "a" + String(repeating: "\u{301}", count: 15) + "\u{2026}"
    ),
  ])
  func `a text is cut at so many characters, however many accents one has`(
    text: String, cut: String
  ) {
    #expect(Array(Sentences.cut(text, to: 4).utf8) == Array(cut.utf8))
  }

  @Test(arguments: [
    ("Expiring within 90\u{a0}days", "EXPIRING WITHIN 90 DAYS"),
    (String(repeating: "a", count: 76), String(repeating: "A", count: 76)),
    (
      "Also 800\u{a0}major alerts, the first 10 of them here, 800\u{a0}minor alerts, the first 10",
      "ALSO 800 MAJOR ALERTS, THE FIRST 10 OF THEM HERE, 800 MINOR ALERTS, THE\nFIRST 10"
    ),
  ])
  func `a heading of the text mail is as wide as the mail at most`(
    heading: String, capitals: String
  ) {
    #expect(Sentences.inCapitals(heading) == capitals)
  }
}
