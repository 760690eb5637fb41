import Testing

@testable import Rendering

/// Columns of a terminal, by which plain text is laid out.
struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("plain", 5), ("é", 1), ("e\u{301}", 1), ("契約", 4), ("한글", 4), ("ｶﾅ", 2),
      ("ＡＢ", 4), ("\u{200b}", 0), ("\u{1f1eb}\u{1f1f7}", 2), ("\u{2764}", 1),
      ("\u{2764}\u{fe0f}", 2), ("\u{1f469}\u{200d}\u{1f467}", 2), ("\u{17000}", 2),
    ])
  func `wide characters take two columns and marks none`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }
}
