/// Where a part's rows are going: to another table of texts, and down the file.
struct RowMove {
  /// By index in the old table, the identifiers in the new one; nil: the table stays.
  let identifiers: [TextID]?
  let lines: Int32

  /// The identifier in the new table.
  func text(_ old: TextID) -> TextID {
    guard let identifiers else { return old }
    return identifiers[Int(old.index)]
  }

  /// Turns rows, those from an index on, to the new table and moves them down the file.
  func move<Row: AccountRow>(_ rows: inout [Row], from start: Int) {
    var rows = rows.mutableSpan
    if let identifiers {
      let identifiers = identifiers.span
      for index in start..<rows.count { rows[index].moveTexts(identifiers) }
    }
    if lines != 0 { for index in start..<rows.count { rows[index].moveLines(lines) } }
  }
}

/// A row that says whose it is and can be moved.
protocol AccountRow: Sendable {
  var account: TextID { get }
  /// Turns to another table; by index in the old one, the identifiers there.
  mutating func moveTexts(_ identifiers: Span<TextID>)
  /// Moves all locations down the file.
  mutating func moveLines(_ lines: Int32)
}
