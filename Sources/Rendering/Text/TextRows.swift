internal import Licensing

/// Rows of plain text laid out to 76 columns, one behind the other in one buffer.
///
/// Most texts hold only characters that are one scalar and one column each, which is seen from
/// their bytes; those that do not are laid out by `TextLayout`, character by character.
struct TextRows {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var lines: [Range<Int>] = []

  var count: Int { ends.count }

  /// The bytes of a row.
  subscript(row: Int) -> ArraySlice<UInt8> { bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]] }

  /// Makes room for the rows of a line.
  mutating func reserveCapacity() {
    bytes.reserveCapacity(1_024)
    ends.reserveCapacity(16)
    lines.reserveCapacity(16)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds the rows of a text broken at blanks.
  mutating func append(_ text: ArraySlice<UInt8>, width: Int = TextLayout.width) {
    append(label: [], text, indent: 0, width: width)
  }

  /// Adds a text with a label at its left; its further rows stand below the first.
  mutating func append(
    label: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, indent: Int,
    width: Int = TextLayout.width
  ) {
    guard findLines(text, width: width - indent) else {
      return append(
        TextLayout.labelled(Self.string(label), Self.string(text), indent: indent))
    }
    for (place, line) in lines.enumerated() {
      if place == 0 { append(padding: label, to: indent) } else { pad(indent) }
      bytes.append(copying: text[line])
      ends.append(bytes.count)
    }
  }

  /// Adds a text with a label at its left and another text at the right edge of its first row.
  mutating func append(
    label: ArraySlice<UInt8>, _ left: ArraySlice<UInt8>, right: ArraySlice<UInt8>, indent: Int
  ) {
    guard let rightWidth = DisplayWidth.simple(right), let labelWidth = DisplayWidth.simple(label),
      case let room = TextLayout.width - indent - rightWidth - 2,
      findLines(left, width: room)
    else {
      return append(
        TextLayout.spread(
          Self.string(left), Self.string(right), indent: indent, label: Self.string(label)))
    }
    for (place, line) in lines.enumerated() {
      if place > 0 { pad(indent) } else { append(padding: label, to: indent) }
      bytes.append(copying: left[line])
      if place == 0 {
        let used = max(indent, labelWidth) + (DisplayWidth.simple(left[line]) ?? 0)
        pad(indent + room + 2 - used)
        bytes.append(copying: right)
      }
      ends.append(bytes.count)
    }
  }

  /// Adds columns to the last row, each text at the right of its own.
  mutating func appendColumns(
    _ texts: [ArraySlice<UInt8>], widths: [Int], after width: Int
  ) {
    let row = ends.count < 2 ? 0 : ends[ends.count - 2]
    pad(width - DisplayWidth.of(bytes[row...]))
    for (text, width) in zip(texts, widths) {
      pad(width - DisplayWidth.of(text))
      bytes.append(copying: text)
    }
    ends[ends.count - 1] = bytes.count
  }

  /// Adds rows that are laid out already.
  mutating func append(_ rows: [String]) {
    for row in rows {
      bytes += row.utf8
      ends.append(bytes.count)
    }
  }

  private mutating func append(padding label: ArraySlice<UInt8>, to width: Int) {
    bytes.append(copying: label)
    pad(width - DisplayWidth.of(label))
  }

  private mutating func pad(_ count: Int) {
    guard count > 0 else { return }
    bytes.append(addingCapacity: count) { $0.append(repeating: UInt8(ascii: " "), count: count) }
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Finds the lines of a text broken at blanks; false where its bytes do not say it all.
  ///
  /// That is so where a character may be wide, narrow or of several scalars, a word is longer than
  /// a line, or blanks follow each other.
  private mutating func findLines(_ text: ArraySlice<UInt8>, width: Int) -> Bool {
    lines.removeAll(keepingCapacity: true)
    guard text.count > width else {
      lines.append(text.startIndex..<text.endIndex)
      return DisplayWidth.simple(text) != nil
    }
    var (start, end, column) = (text.startIndex, text.startIndex, 0)
    var word = text.startIndex
    while word <= text.endIndex {
      let last = text[word...].firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex
      guard let size = DisplayWidth.simple(text[word..<last]), size > 0, size <= width else {
        return false
      }
      if word > text.startIndex, column + 1 + size > width {
        lines.append(start..<end)
        (start, column) = (word, size)
      } else {
        column += word > text.startIndex ? 1 + size : size
      }
      (end, word) = (last, last + 1)
    }
    lines.append(start..<end)
    return true
  }
}
