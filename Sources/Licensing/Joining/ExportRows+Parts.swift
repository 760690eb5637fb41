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

  /// Turns rows, those from a place on, to the new table and moves them down the file.
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
  /// Turns to another table; by place in the old one, the identifiers there.
  mutating func moveTexts(_ identifiers: Span<TextID>)
  /// Moves all places down the file.
  mutating func moveLines(_ lines: Int32)
}

extension ExportRows {
  /// Moves all places down by a number of lines.
  package mutating func shift(lines: Int32) {
    let move = RowMove(identifiers: nil, lines: lines)
    move.move(&licenses, from: 0)
    move.move(&instances, from: 0)
    move.move(&events, from: 0)
    move.move(&preferences, from: 0)
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

extension TextID {
  /// Turns to another table.
  fileprivate mutating func move(_ identifiers: Span<TextID>) { self = identifiers[Int(index)] }
}

extension LicenseRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    accountName.move(identifiers)
    virtualAccount.move(identifiers)
    license.move(identifiers)
    sku.move(identifiers)
    billingType.move(identifiers)
    licenseType.move(identifiers)
    subscription.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location.line &+= lines }
}

extension InstanceRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
    name.move(identifiers)
    product.move(identifiers)
    status.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location.line &+= lines }
}

extension EventRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
    time.move(identifiers)
    type.move(identifiers)
    message.move(identifiers)
    user.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location.line &+= lines }
}

extension PreferenceRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    email.move(identifiers)
    role.move(identifiers)
    locale.move(identifiers)
    guard case .listed(var names) = virtualAccounts else { return }
    for index in names.indices { names[index].move(identifiers) }
    virtualAccounts = .listed(names)
  }

  mutating func moveLines(_ lines: Int32) {
    location.line += lines
    virtualAccountsLocation.line += lines
    alertEventsLocation.line += lines
    expiryWindowsLocation.line += lines
    additionalEmailsLocation.line += lines
    localeLocation.line += lines
  }
}

extension RejectedRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
  }

  /// It has none.
  mutating func moveLines(_ lines: Int32) {}
}
