/// What was read of all exports: parts in input order, over the text tables of the decoders.
package struct ReadRows: Sendable {
  /// Rows that follow one another in one file.
  package struct Part: Sendable {
    /// Its own table of texts is empty.
    package var rows: ExportRows
    /// Which of the tables holds its texts.
    package var table: Int
    /// What its lines count from; its diagnostics are moved already.
    package var firstLine: Int32

    /// Rows over a table.
    package init(rows: ExportRows, table: Int, firstLine: Int32 = 0) {
      self.rows = rows
      self.table = table
      self.firstLine = firstLine
    }
  }

  /// In input order.
  package var parts: [Part] = []
  /// The texts of the parts, by the number each names.
  package var tables: [TextTable] = []

  /// Nothing read yet.
  package init() {}

  /// Rows that each hold their own texts, in input order.
  package init(_ files: [ExportRows]) {
    for (table, var rows) in files.enumerated() {
      tables.append(rows.texts)
      rows.texts = TextTable()
      parts.append(Part(rows: rows, table: table))
    }
  }

  /// Makes one table of all; gives, by table, where its texts are now (nil: where they were).
  mutating func joinTables() -> (texts: TextTable, identifiers: [[TextID]?]) {
    guard let largest = tables.indices.max(by: { tables[$0].count < tables[$1].count }) else {
      return (TextTable(), [])
    }
    var texts = TextTable()
    swap(&texts, &tables[largest])
    var identifiers: [[TextID]?] = []
    for index in tables.indices {
      identifiers.append(index == largest ? nil : texts.join(tables[index]))
      tables[index] = TextTable()
    }
    texts.close()
    return (texts, identifiers)
  }
}
