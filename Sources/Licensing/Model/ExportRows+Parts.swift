extension ExportRows {
  /// Moves all places down by a number of lines.
  package mutating func shift(lines: Int32) {
    for index in licenses.indices { licenses[index].location.line += lines }
    for index in instances.indices { instances[index].location.line += lines }
    for index in events.indices { events[index].location.line += lines }
    for index in preferences.indices { preferences[index].shift(lines: lines) }
    for index in diagnostics.indices { diagnostics[index].location.line += lines }
  }

  /// Takes in the rows that follow in the same file, whose texts are in the same table.
  package mutating func append(_ next: ExportRows) {
    licenses += next.licenses
    instances += next.instances
    events += next.events
    preferences += next.preferences
    rejected += next.rejected
    diagnostics += next.diagnostics
    isCutShort = isCutShort || next.isCutShort
  }
}

extension PreferenceRow {
  fileprivate mutating func shift(lines: Int32) {
    location.line += lines
    virtualAccountsLocation.line += lines
    alertEventsLocation.line += lines
    expiryWindowsLocation.line += lines
    additionalEmailsLocation.line += lines
    localeLocation.line += lines
  }
}
