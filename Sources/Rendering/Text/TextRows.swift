internal import Licensing

/// Rows of plain text laid out to 76 columns, one behind the other in one buffer.
///
/// A no-break space keeps its words on one row and is written as a plain blank, so that a text can
/// be searched.
///
///     label   the text that is broken at its blanks       right
///     <-indent->its further rows begin below its first
struct TextRows {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  /// The bytes of a row.
  subscript(row: Int) -> ArraySlice<UInt8> { bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]] }

  /// Makes room for the rows of a line.
  mutating func reserveCapacity() {
    bytes.reserveCapacity(1_024)
    ends.reserveCapacity(16)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds a text broken at its blanks, with a label at its left and another text at the right edge
  /// of its first row.
  mutating func append(
    _ text: ArraySlice<UInt8>, label: ArraySlice<UInt8> = [], right: ArraySlice<UInt8> = [],
    indent: Int = 0, width: Int = TextLayout.width
  ) {
    append(padding: label, to: indent)
    let rightWidth = DisplayWidth.of(right)
    let room = width - indent - (right.isEmpty ? 0 : rightWidth + 2)
    let firstRow = ends.count
    let end = appendWords(of: text, room: room, indent: indent)
    ends.append(bytes.count)
    guard !right.isEmpty else { return }
    let used = firstRow < ends.count - 1 ? end : DisplayWidth.of(self[firstRow])
    insert(right, inRow: firstRow, blanks: width - rightWidth - used)
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

  /// Appends the words of a text; gives the columns of its first row where it has several.
  private mutating func appendWords(
    of text: ArraySlice<UInt8>, room: Int, indent: Int
  ) -> Int {
    // No character takes more columns than bytes.
    guard text.count > room else {
      append(text)
      return 0
    }
    var cursor = Cursor(room: room, indent: indent)
    for word in text.split(separator: UInt8(ascii: " ")) {
      let size = DisplayWidth.of(word)
      if cursor.column + size < room || !word.contains(where: { $0 >= 0x80 }) {
        append(word, size: size, after: 1, &cursor)
      } else {
        for (index, piece) in WordPieces.of(word).enumerated() {
          append(piece, size: DisplayWidth.of(piece), after: index == 0 ? 1 : 0, &cursor)
        }
      }
    }
    return cursor.firstEnd
  }

  /// Where the next word goes.
  private struct Cursor {
    let room: Int
    let indent: Int
    var column = 0
    /// The columns of the first row, once it is full.
    var firstEnd = 0
  }

  /// Appends what is on one row where it has room there, with blanks before it unless it begins
  /// a row.
  private mutating func append(
    _ piece: ArraySlice<UInt8>, size: Int, after blanks: Int, _ cursor: inout Cursor
  ) {
    if cursor.column > 0, cursor.column + blanks + size > cursor.room {
      beginRow(&cursor)
    } else if cursor.column > 0 {
      pad(blanks)
      cursor.column += blanks
    }
    if size <= cursor.room {
      append(piece)
      cursor.column += size
    } else {
      appendBroken(piece, &cursor)
    }
  }

  /// Appends what is longer than a row, broken between characters.
  private mutating func appendBroken(_ piece: ArraySlice<UInt8>, _ cursor: inout Cursor) {
    for character in String(decoding: piece, as: UTF8.self) {
      let size = DisplayWidth.of(character)
      if cursor.column > 0, cursor.column + size > cursor.room { beginRow(&cursor) }
      bytes += character.utf8
      cursor.column += size
    }
  }

  /// Appends a text, its no-break spaces as blanks.
  private mutating func append(_ text: ArraySlice<UInt8>) {
    guard text.contains(0xc2) else { return bytes.append(copying: text) }
    bytes += text.withPlainBlanks
  }

  private mutating func beginRow(_ cursor: inout Cursor) {
    if cursor.firstEnd == 0 { cursor.firstEnd = cursor.indent + cursor.column }
    ends.append(bytes.count)
    pad(cursor.indent)
    cursor.column = 0
  }

  /// Writes a text behind a row that has others below it.
  private mutating func insert(_ text: ArraySlice<UInt8>, inRow row: Int, blanks: Int) {
    // A number and its unit may be joined by a no-break space.
    let plain = text.contains(0xc2) ? text.withPlainBlanks[...] : text
    let padding = repeatElement(UInt8(ascii: " "), count: max(0, blanks))
    bytes.insert(contentsOf: padding + plain, at: ends[row])
    let size = padding.count + plain.count
    for index in row..<ends.count { ends[index] += size }
  }

  private mutating func append(padding label: ArraySlice<UInt8>, to width: Int) {
    append(label)
    pad(width - DisplayWidth.of(label))
  }

  private mutating func pad(_ count: Int) {
    guard count > 0 else { return }
    bytes.append(addingCapacity: count) { $0.append(repeating: UInt8(ascii: " "), count: count) }
  }
}
