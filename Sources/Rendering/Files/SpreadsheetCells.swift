internal import Licensing

/// Cells of a CSV file that people open in a spreadsheet: no text in it starts a formula.
///
/// A text that begins as a formula gets a leading apostrophe, and so does what follows a `;`, a tab
/// or a line end within a cell: a spreadsheet may be set to begin a new cell there. The quotes at
/// its beginning are no part of what it then reads, as `""` is an empty text.
///
///     =1+1            '=1+1
///     a; =1+1         a; '=1+1
///     a;"=1+1;b       a;"'=1+1;b
struct SpreadsheetCells {
  private(set) var bytes: [UInt8]
  private let lineEnd: [UInt8]
  private var isAtStart = true

  /// Lines without any of headings.
  init(lineEnd: String) {
    bytes = []
    self.lineEnd = Array(lineEnd.utf8)
  }

  /// A file with this line of headings.
  init(header: String, lineEnd: String) {
    self.init(lineEnd: lineEnd)
    bytes = Array((header + lineEnd).utf8)
  }

  /// Adds a text of a table.
  mutating func add(_ text: TextID, _ texts: TextTable) {
    beginCell()
    let start = bytes.count
    texts.append(text, to: &bytes)
    guard Self.needsCare(bytes.span.extracting(start...)) else { return }
    let cell = Array(bytes[start...])
    bytes.removeSubrange(start...)
    append(guarded: cell)
  }

  /// Adds a word of ours.
  mutating func add(_ word: String) {
    beginCell()
    bytes += word.utf8
  }

  /// Adds a number, or nothing where it is not known; numbers stay numbers.
  mutating func add(_ number: Int?) {
    beginCell()
    guard let number else { return }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(decimal: number.magnitude, digits: 1)
  }

  /// Adds a day, or nothing where there is none.
  mutating func add(_ day: CalendarDate?) {
    beginCell()
    if let day { bytes.append(iso: day) }
  }

  /// Ends the line.
  mutating func endLine() {
    bytes += lineEnd
    isAtStart = true
  }

  private mutating func beginCell() {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private static func separates(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
    default: false
    }
  }

  /// Whether a cell may have to be guarded or quoted; hardly any has.
  private static func needsCare(_ cell: Span<UInt8>) -> Bool {
    guard !cell.isEmpty else { return false }
    if beginsFormula(cell[0]) { return true }
    for index in cell.indices {
      let byte = cell[index]
      if separates(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") { return true }
    }
    return false
  }

  /// Appends a cell, in quotes where it needs them, with an apostrophe before whatever begins as a
  /// formula.
  private mutating func append(guarded cell: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let isQuoted = cell.contains(where: Self.needsQuotes)
    if isQuoted { bytes.append(quote) }
    var isFirst = true
    for (index, byte) in cell.enumerated() {
      if isFirst, Self.beginsFormula(byte) { bytes.append(UInt8(ascii: "'")) }
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
      let isPassedOver = byte == UInt8(ascii: " ") || byte == quote
      isFirst = Self.separates(byte) || isFirst && isPassedOver && index > 0
    }
    if isQuoted { bytes.append(quote) }
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
    default: false
    }
  }
}
