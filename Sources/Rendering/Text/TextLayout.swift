/// Plain text for terminals: what a command prints is laid out as the text of a mail is.
package enum TextLayout {
  /// RFC 5322 recommends 78; two are left for a quotation mark.
  static let width = 76

  /// The lines of a text broken at blanks; a word that is too long is broken where it must be.
  package static func wrap(_ text: String, width: Int = 76) -> [String] {
    var rows = TextRows()
    rows.append(Array(text.utf8)[...], width: width)
    return (0..<rows.count).map { String(decoding: rows[$0], as: UTF8.self) }
  }

  /// A text with blanks behind it.
  package static func padded(_ text: String, to width: Int) -> String {
    text + blanks(width - DisplayWidth.of(text))
  }

  /// A text with blanks before it.
  package static func rightAligned(_ text: String, to width: Int) -> String {
    blanks(width - DisplayWidth.of(text)) + text
  }

  private static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
