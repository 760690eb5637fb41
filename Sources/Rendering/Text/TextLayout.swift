/// Lays plain text out in columns of a terminal, 76 wide.
package enum TextLayout {
  /// RFC 5322 recommends 78; two are left for a quotation mark.
  static let width = 76

  /// The lines of a text broken at blanks; a word that is too long is broken where it must be.
  package static func wrap(_ text: String, width: Int = 76) -> [String] {
    if text.utf8.count <= width { return [text] }
    var lines: [String] = []
    var line = ""
    var column = 0
    // By bytes: a blank is never a part of a longer character's.
    for word in text.utf8.split(separator: UInt8(ascii: " ")) {
      for (place, piece) in pieces(of: Substring(word), width: width).enumerated() {
        let size = DisplayWidth.of(piece)
        let needsBlank = place == 0 && !line.isEmpty
        if column + (needsBlank ? 1 : 0) + size > width || place > 0 {
          lines.append(line)
          (line, column) = ("", 0)
        } else if needsBlank {
          line += " "
          column += 1
        }
        line += piece
        column += size
      }
    }
    return lines + [line]
  }

  /// A label at the left of a text; the text's further lines stand below its first.
  static func labelled(_ label: String, _ text: String, indent: Int) -> [String] {
    wrap(text, width: width - indent).enumerated().map { place, line in
      place == 0 ? padded(label, to: indent) + line : blanks(indent) + line
    }
  }

  /// A text with another at the right edge of its first line.
  static func spread(_ left: String, _ right: String, indent: Int, label: String) -> [String] {
    let room = width - indent - DisplayWidth.of(right) - 2
    return wrap(left, width: room).enumerated().map { place, line in
      place > 0
        ? blanks(indent) + line
        : padded(padded(label, to: indent) + line, to: indent + room + 2) + right
    }
  }

  /// A text with blanks behind it.
  package static func padded(_ text: String, to width: Int) -> String {
    text + blanks(width - DisplayWidth.of(text))
  }

  /// A text with blanks before it.
  package static func rightAligned(_ text: String, to width: Int) -> String {
    blanks(width - DisplayWidth.of(text)) + text
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static func pieces(of word: Substring, width: Int) -> [Substring] {
    guard word.utf8.count > width, DisplayWidth.of(word) > width else { return [word] }
    var pieces: [Substring] = []
    var start = word.startIndex
    var column = 0
    for place in word.indices {
      let size = DisplayWidth.of(word[place])
      if column + size > width {
        pieces.append(word[start..<place])
        (start, column) = (place, 0)
      }
      column += size
    }
    return pieces + [word[start...]]
  }
}
