/// How many columns of a terminal a text takes (UAX 11: wide characters take two).
enum DisplayWidth {
  /// The columns of a text.
  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a text in UTF-8.
  static func of(_ text: ArraySlice<UInt8>) -> Int {
    simple(text) ?? of(String(decoding: text, as: UTF8.self))
  }

  /// The columns of a text, where its bytes say them; nil where it has to be looked at closer.
  ///
  /// They do below U+0300, where combining characters begin, and for quotation marks, dashes, the
  /// ellipsis and the narrow no-break space.
  static func simple(_ text: ArraySlice<UInt8>) -> Int? {
    let bytes = text.span
    var all: UInt8 = 0
    for index in bytes.indices { all |= bytes[index] }
    return all < 0x80 ? text.count : columns(text)
  }

  private static func columns(_ text: ArraySlice<UInt8>) -> Int? {
    var (index, columns) = (text.startIndex, 0)
    while index < text.endIndex {
      switch text[index] {
      case ..<0x80: index += 1
      case 0xc2...0xcb: index += 2
      case 0xe2:
        guard index + 2 < text.endIndex, text[index + 1] == 0x80,
          (0x90...0xa7).contains(text[index + 2]) || text[index + 2] == 0xaf
        else { return nil }
        index += 3
      default: return nil
      }
      columns += 1
    }
    return columns
  }

  /// The columns of one character: 0, 1 or 2, by its widest scalar; 2 where U+FE0F asks for emoji.
  static func of(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, $1 == "\u{fe0f}" ? 2 : of($1)) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if wide.contains(where: { $0.contains(scalar.value) }) { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// East Asian Wide and Fullwidth blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
    0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x20000...0x3fffd,
  ]
}
