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
  let preferences: GroupedRows<PreferenceRow>
  let rejected: GroupedRows<RejectedRow>
  /// In input order.
  let elsewhere: [ElsewhereRow]
  /// Problems of reading that came with the rows.
  let diagnostics: [Diagnostic]
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
    var places = AccountPlaces(textCount: texts.count)
    let licenses = places.runs(of: parts.map(\.rows.licenses), moves)
    let instances = places.runs(of: parts.map(\.rows.instances), moves)
    let events = places.runs(of: parts.map(\.rows.events), moves)
    let preferences = places.runs(of: parts.map(\.rows.preferences), moves)
    let rejected = places.runs(of: parts.map(\.rows.rejected), moves)
    places.sort(texts)
    domains = places.domains
    self.licenses = GroupedRows(licenses, places)
    self.instances = GroupedRows(instances, places)
    self.events = GroupedRows(events, places)
    self.preferences = GroupedRows(preferences, places)
    self.rejected = GroupedRows(rejected, places)
    elsewhere = zip(parts, moves).flatMap { part, move in
      part.rows.elsewhere.map { row in
        var row = row
        row.move(move)
        return row
      }
    }
    diagnostics = parts.flatMap(\.rows.diagnostics)
    isCutShort = parts.contains(where: \.rows.isCutShort)
    self.texts = texts
  }
}

/// Rows of one kind as they were read, and where those of each account stand.
///
/// They are not brought together: that would be one thread's work, and each row is needed once.
struct GroupedRows<Row: AccountRow>: Sendable {
  /// By account; those of one are in input order.
  private var runs: [RowRun] = []
  /// Where each account's runs begin, and at last where all end.
  private var starts: [Int]
  private let parts: [[Row]]
  private let moves: [RowMove]

  fileprivate init(_ found: FoundRuns<Row>, _ places: AccountPlaces) {
    (parts, moves) = (found.parts, found.moves)
    starts = Array(repeating: 0, count: places.domains.count + 1)
    guard let any = found.runs.first else { return }
    for run in found.runs { starts[places[run.account] + 1] += 1 }
    for place in places.domains.indices { starts[place + 1] += starts[place] }
    runs = Array(repeating: any.run, count: found.runs.count)
    var next = starts
    for (account, run) in found.runs {
      let place = places[account]
      runs[next[place]] = run
      next[place] += 1
    }
  }

  /// An account's rows, over the table of all texts.
  func rows(of account: Int) -> [Row] {
    let own = runs[starts[account]..<starts[account + 1]]
    var rows: [Row] = []
    rows.reserveCapacity(own.reduce(0) { $0 + Int($1.end - $1.first) })
    for run in own {
      let start = rows.count
      rows += parts[Int(run.part)][Int(run.first)..<Int(run.end)]
      moves[Int(run.part)].move(&rows, from: start)
    }
    return rows
  }
}

/// Rows of one account that stand one after another in a part.
private struct RowRun {
  var part: Int32
  var first: Int32
  var end: Int32
}

/// The runs of one kind of rows in input order, each with the domain it is of.
private struct FoundRuns<Row: AccountRow> {
  var runs: [(account: TextID, run: RowRun)] = []
  let parts: [[Row]]
  let moves: [RowMove]
}

/// The accounts that rows name; once sorted, by domain.
private struct AccountPlaces {
  private(set) var domains: [TextID] = []
  /// By text, the account's place; -1 for all other texts.
  private var places: [Int32]

  init(textCount: Int) {
    places = Array(repeating: -1, count: textCount)
  }

  /// The place of an account among the sorted ones.
  subscript(account: TextID) -> Int { Int(places[Int(account.index)]) }

  /// Finds the runs of rows; a rejected row without account is in none.
  mutating func runs<Row: AccountRow>(of parts: [[Row]], _ moves: [RowMove]) -> FoundRuns<Row> {
    var found = FoundRuns(parts: parts, moves: moves)
    for (part, rows) in parts.enumerated() {
      let rows = rows.span
      var first = 0
      while first < rows.count {
        let account = rows[first].account
        var end = first &+ 1
        while end < rows.count, rows[end].account == account { end &+= 1 }
        if !account.isEmpty {
          let run = RowRun(part: Int32(part), first: Int32(first), end: Int32(end))
          let domain = moves[part].text(account)
          add(domain)
          found.runs.append((domain, run))
        }
        first = end
      }
    }
    return found
  }

  private mutating func add(_ domain: TextID) {
    guard places[Int(domain.index)] < 0 else { return }
    places[Int(domain.index)] = 0
    domains.append(domain)
  }

  mutating func sort(_ texts: TextTable) {
    domains.sort { texts.precedes($0, $1) }
    for (place, domain) in domains.enumerated() { places[Int(domain.index)] = Int32(place) }
  }
}
