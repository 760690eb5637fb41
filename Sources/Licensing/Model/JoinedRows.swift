/// The rows of all files over one table of texts, grouped by account: what accounts are joined from.
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
  let preferences: GroupedRows<PreferenceRow>
  let rejected: GroupedRows<RejectedRow>
  /// In input order.
  let elsewhere: [ElsewhereRow]
  /// Problems of reading that came with the rows.
  let diagnostics: [Diagnostic]
  let isCutShort: Bool

  /// How many accounts there are.
  package var accountCount: Int { domains.count }

  /// Groups what was read, and lets go of each part as soon as its rows are grouped.
  package init(_ read: consuming ReadRows) {
    let (texts, identifiers) = read.joinTables()
    let moves = read.parts.map { part in
      RowMove(identifiers: identifiers[part.table], lines: part.firstLine)
    }
    let places = AccountPlaces(read.parts, moves, texts: texts)
    domains = places.domains
    licenses = places.group(&read.parts, \.licenses)
    instances = places.group(&read.parts, \.instances)
    events = places.group(&read.parts, \.events)
    preferences = places.group(&read.parts, \.preferences)
    rejected = places.group(&read.parts, \.rejected)
    elsewhere = zip(read.parts, moves).flatMap { part, move in
      part.rows.elsewhere.map { row in
        var row = row
        row.move(move)
        return row
      }
    }
    diagnostics = read.parts.flatMap(\.rows.diagnostics)
    isCutShort = read.parts.contains(where: \.rows.isCutShort)
    self.texts = texts
  }
}

/// Rows of one kind, account by account.
struct GroupedRows<Row: Sendable>: Sendable {
  var rows: [Row] = []
  /// Where each account's rows begin, and at last where all end.
  var starts: [Int] = []

  /// Where an account's rows are.
  func range(of account: Int) -> Range<Int> {
    rows.isEmpty ? 0..<0 : starts[account]..<starts[account + 1]
  }
}

/// The accounts that rows name, sorted by domain.
private struct AccountPlaces {
  private(set) var domains: [TextID] = []
  /// By text, the account's place; -1 for all other texts.
  private var places: [Int32]
  private let moves: [RowMove]

  init(_ parts: [ReadRows.Part], _ moves: [RowMove], texts: TextTable) {
    places = Array(repeating: -1, count: texts.count)
    self.moves = moves
    for (part, move) in zip(parts, moves) {
      find(in: part.rows.licenses, move)
      find(in: part.rows.instances, move)
      find(in: part.rows.events, move)
      find(in: part.rows.preferences, move)
      find(in: part.rows.rejected, move)
    }
    domains.sort { texts.precedes($0, $1) }
    for (place, domain) in domains.enumerated() { places[Int(domain.index)] = Int32(place) }
  }

  private mutating func find(in rows: [some AccountRow], _ move: RowMove) {
    var last = TextID.empty
    for row in rows where row.account != last {
      last = row.account
      let domain = move.text(last)
      guard !domain.isEmpty, places[Int(domain.index)] < 0 else { continue }
      places[Int(domain.index)] = 0
      domains.append(domain)
    }
  }

  /// Puts rows in the order of their accounts; a rejected row without account is in none.
  func group<Row: AccountRow>(
    _ parts: inout [ReadRows.Part], _ list: WritableKeyPath<ExportRows, [Row]>
  ) -> GroupedRows<Row> {
    var starts = [Int](repeating: 0, count: domains.count + 1)
    var filling: Row?
    for (part, move) in zip(parts, moves) {
      let rows = part.rows[keyPath: list]
      filling = filling ?? rows.first
      for row in rows where !row.account.isEmpty {
        starts[place(of: move.text(row.account)) + 1] += 1
      }
    }
    guard let filling else { return GroupedRows() }
    for place in domains.indices { starts[place + 1] += starts[place] }
    var rows = Array(repeating: filling, count: starts[domains.count])
    scatter(&parts, list, from: starts, into: &rows)
    return GroupedRows(rows: rows, starts: starts)
  }

  private func scatter<Row: AccountRow>(
    _ parts: inout [ReadRows.Part], _ list: WritableKeyPath<ExportRows, [Row]>,
    from starts: [Int], into rows: inout [Row]
  ) {
    var next = starts
    var target = rows.mutableSpan
    for index in parts.indices {
      let own = parts[index].rows[keyPath: list]
      parts[index].rows[keyPath: list] = []
      let move = moves[index]
      for var row in own where !row.account.isEmpty {
        row.move(move)
        let place = place(of: row.account)
        target[next[place]] = row
        next[place] &+= 1
      }
    }
  }

  private func place(of account: TextID) -> Int { Int(places[Int(account.index)]) }
}
