/// Where a part's rows are going: to another table of texts, and down the file.
struct RowMove {
  /// By place in the old table, the identifiers in the new one; nil: the table stays.
  let identifiers: [TextID]?
  let lines: Int32

  /// The identifier in the new table.
  func text(_ old: TextID) -> TextID {
    guard let identifiers else { return old }
    return identifiers[Int(old.index)]
  }

  /// Turns to the new table.
  func move(_ text: inout TextID) { text = self.text(text) }
}

/// A row that says whose it is and can be moved.
protocol AccountRow: Sendable {
  var account: TextID { get }
  mutating func move(_ move: RowMove)
}

extension ExportRows {
  /// Moves all places down by a number of lines.
  package mutating func shift(lines: Int32) {
    let move = RowMove(identifiers: nil, lines: lines)
    for index in licenses.indices { licenses[index].move(move) }
    for index in instances.indices { instances[index].move(move) }
    for index in events.indices { events[index].move(move) }
    for index in preferences.indices { preferences[index].move(move) }
    for index in diagnostics.indices { diagnostics[index].location.line += lines }
  }

  /// Takes in the rows that follow in the same file, whose texts are in the same table.
  package mutating func append(_ next: ExportRows) {
    licenses += next.licenses
    instances += next.instances
    events += next.events
    preferences += next.preferences
    rejected += next.rejected
    elsewhere += next.elsewhere
    diagnostics += next.diagnostics
    isCutShort = isCutShort || next.isCutShort
    page = page ?? next.page
  }
}

extension LicenseRow: AccountRow {
  mutating func move(_ move: RowMove) {
    move.move(&account)
    move.move(&accountName)
    move.move(&virtualAccount)
    move.move(&license)
    move.move(&sku)
    move.move(&billingType)
    move.move(&licenseType)
    move.move(&subscription)
    location.line &+= move.lines
  }
}

extension InstanceRow: AccountRow {
  mutating func move(_ move: RowMove) {
    move.move(&account)
    move.move(&virtualAccount)
    move.move(&name)
    move.move(&product)
    move.move(&status)
    location.line &+= move.lines
  }
}

extension EventRow: AccountRow {
  mutating func move(_ move: RowMove) {
    move.move(&account)
    move.move(&virtualAccount)
    move.move(&time)
    move.move(&type)
    move.move(&message)
    move.move(&user)
    location.line &+= move.lines
  }
}

extension PreferenceRow: AccountRow {
  mutating func move(_ move: RowMove) {
    move.move(&account)
    move.move(&email)
    move.move(&role)
    move.move(&locale)
    if case .listed(let names) = virtualAccounts {
      virtualAccounts = .listed(names.map(move.text))
    }
    location.line += move.lines
    virtualAccountsLocation.line += move.lines
    alertEventsLocation.line += move.lines
    expiryWindowsLocation.line += move.lines
    additionalEmailsLocation.line += move.lines
    localeLocation.line += move.lines
  }
}

extension RejectedRow: AccountRow {
  mutating func move(_ move: RowMove) {
    move.move(&account)
    move.move(&virtualAccount)
  }
}
