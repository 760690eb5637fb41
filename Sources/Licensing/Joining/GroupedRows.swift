/// Rows of one kind as they were read, and where those of each account are.
///
/// They are not brought together: that would be one thread's work, and each row is needed once.
struct GroupedRows<Row: AccountRow>: Sendable {
  /// By account; those of one are in input order.
  private var stretches: [RowStretch] = []
  /// Where each account's stretches begin, and at last where all end.
  private var starts: [Int]
  private let parts: [[Row]]
  private let moves: [RowMove]

  init(_ found: FoundStretches<Row>, _ indices: AccountIndices) {
    (parts, moves) = (found.parts, found.moves)
    starts = Array(repeating: 0, count: indices.domains.count + 1)
    guard let any = found.stretches.first else { return }
    for stretch in found.stretches { starts[indices[stretch.account] + 1] += 1 }
    for index in indices.domains.indices { starts[index + 1] += starts[index] }
    stretches = Array(repeating: any.stretch, count: found.stretches.count)
    var next = starts
    for (account, stretch) in found.stretches {
      let index = indices[account]
      stretches[next[index]] = stretch
      next[index] += 1
    }
  }

  /// An account's rows, over the table of all texts.
  func rows(of account: Int) -> [Row] {
    let own = stretches[starts[account]..<starts[account + 1]]
    var rows: [Row] = []
    rows.reserveCapacity(own.reduce(0) { $0 + Int($1.end - $1.first) })
    for stretch in own {
      let start = rows.count
      rows += parts[Int(stretch.part)][Int(stretch.first)..<Int(stretch.end)]
      moves[Int(stretch.part)].move(&rows, from: start)
    }
    return rows
  }
}

/// Rows of one account that are one after another in a part.
struct RowStretch {
  var part: Int32
  var first: Int32
  var end: Int32
}

/// The stretches of one kind of rows in input order, each with the domain it is of.
struct FoundStretches<Row: AccountRow> {
  var stretches: [(account: TextID, stretch: RowStretch)] = []
  /// Rows of accounts that no other export names, where those make no account.
  var strangers: [Row] = []
  let parts: [[Row]]
  let moves: [RowMove]
}
