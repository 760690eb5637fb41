internal import Licensing
internal import Rendering

/// An answer for people at a terminal: lines of at most 76 columns without control characters.
struct TextReport {
  private static let width = 76

  private(set) var lines: [String] = []

  /// The lines, each with its end.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds a line as it is.
  mutating func add(_ line: String) { lines.append(line.withoutControls) }

  /// Adds a text, broken where it is too long for a line.
  mutating func wrap(_ text: String, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    for row in TextLayout.wrap(text.withoutControls, width: Self.width - indent) {
      add(blanks + row)
    }
  }

  /// Adds a text behind a head, its further lines below its first.
  mutating func add(_ text: String, behind head: String) {
    let width = head.unicodeScalars.count
    let blanks = String(repeating: " ", count: width)
    let rows = TextLayout.wrap(text.withoutControls, width: Self.width - width)
    for (index, row) in rows.enumerated() { add((index == 0 ? head : blanks) + row) }
  }

  /// Adds a name and what it says, in two columns.
  mutating func addField(_ name: String, _ text: String) {
    add(text, behind: TextLayout.padded("  " + name, to: 24))
  }
}
