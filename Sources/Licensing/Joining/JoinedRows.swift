/// The rows of all files over one table of texts, by account: what accounts are joined from.
///
/// Accounts are sorted by domain, the rows of one are in input order. Joining one account reads
/// nothing of another, so that several threads may do it.
package struct JoinedRows: Sendable {
  /// The texts of all rows, in one table.
  package let texts: TextTable
  let domains: [TextID]
  let licenses: GroupedRows<LicenseRow>
  let instances: GroupedRows<InstanceRow>
  let events: GroupedRows<EventRow>
  let alerts: GroupedRows<AlertRow>
  let dismissals: GroupedRows<DismissalRow>
  let preferences: GroupedRows<PreferenceRow>
  let rejected: GroupedRows<RejectedRow>
  let remembered: GroupedRows<RememberedRow>
  /// In input order.
  let elsewhere: [ElsewhereRow]
  /// Problems of reading that came with the rows.
  let diagnostics: DiagnosticLog
  let isCutShort: Bool

  /// How many accounts there are.
  package var accountCount: Int { domains.count }

  /// Finds what belongs to each account; the rows stay where they were read.
  package init(_ read: consuming ReadRows) {
    let (texts, identifiers) = read.joinTables()
    let parts = read.parts
    let moves = parts.map { part in
      RowMove(identifiers: identifiers[part.table], lines: part.firstLine)
    }
    var indices = AccountIndices(textCount: texts.count)
    let licenses = indices.stretches(of: parts.map(\.rows.licenses), moves)
    let instances = indices.stretches(of: parts.map(\.rows.instances), moves)
    let events = indices.stretches(of: parts.map(\.rows.events), moves)
    let alerts = indices.stretches(of: parts.map(\.rows.alerts), moves)
    let preferences = indices.stretches(of: parts.map(\.rows.preferences), moves)
    let rejected = indices.stretches(of: parts.map(\.rows.rejected), moves)
    let remembered = indices.stretches(of: parts.map(\.rows.remembered), moves)
    // Last, for a row of dismissals makes no account.
    let dismissals = indices.stretches(of: parts.map(\.rows.dismissals), moves, ofKnown: true)
    indices.sort(texts)
    domains = indices.domains
    self.licenses = GroupedRows(licenses, indices)
    self.instances = GroupedRows(instances, indices)
    self.events = GroupedRows(events, indices)
    self.alerts = GroupedRows(alerts, indices)
    self.dismissals = GroupedRows(dismissals, indices)
    self.preferences = GroupedRows(preferences, indices)
    self.rejected = GroupedRows(rejected, indices)
    self.remembered = GroupedRows(remembered, indices)
    elsewhere = zip(parts, moves).flatMap { part, move in
      part.rows.elsewhere.map { row in
        var row = row
        row.move(move)
        return row
      }
    }
    var found = DiagnosticLog()
    for part in parts { found.append(contentsOf: part.rows.diagnostics) }
    for row in dismissals.strangers { found.append(row.note(isOfSeveral: false, texts: texts)) }
    diagnostics = found
    isCutShort = parts.contains(where: \.rows.isCutShort)
    self.texts = texts
  }
}
