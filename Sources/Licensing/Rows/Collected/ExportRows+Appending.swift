extension ExportRows {
  /// Moves all locations down by a number of lines.
  package mutating func shift(lines: Int32) {
    let move = RowMove(identifiers: nil, lines: lines)
    move.move(&licenses, from: 0)
    move.move(&instances, from: 0)
    move.move(&events, from: 0)
    move.move(&alerts, from: 0)
    move.move(&dismissals, from: 0)
    move.move(&preferences, from: 0)
    var moved = DiagnosticLog()
    moved.append(contentsOf: diagnostics, movedBy: lines)
    diagnostics = moved
  }

  /// Takes in the rows that follow in the same file, whose texts are in the same table.
  package mutating func append(_ next: ExportRows) {
    licenses += next.licenses
    instances += next.instances
    events += next.events
    alerts += next.alerts
    dismissals += next.dismissals
    preferences += next.preferences
    rejected += next.rejected
    elsewhere += next.elsewhere
    diagnostics.append(contentsOf: next.diagnostics)
    isCutShort = isCutShort || next.isCutShort
    pages += next.pages
  }
}
