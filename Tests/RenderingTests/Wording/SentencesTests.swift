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
}
