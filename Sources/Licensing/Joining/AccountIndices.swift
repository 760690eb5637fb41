/// The accounts that rows name; once sorted, by domain.
struct AccountIndices {
  private(set) var domains: [TextID] = []
  /// By text, the account's index; -1 for all other texts.
  private var indices: [Int32]

  init(textCount: Int) {
    indices = Array(repeating: -1, count: textCount)
  }

  /// The index of an account among the sorted ones.
  subscript(account: TextID) -> Int { Int(indices[Int(account.index)]) }

  /// Finds the stretches of rows; a rejected row without account is in none.
  ///
  /// Where they are of known accounts alone, rows of others are handed out as strangers.
  mutating func stretches<Row: AccountRow>(
    of parts: [[Row]], _ moves: [RowMove], ofKnown isOfKnown: Bool = false
  ) -> FoundStretches<Row> {
    var found = FoundStretches(parts: parts, moves: moves)
    for (part, rows) in parts.enumerated() {
      let rows = rows.span
      var first = 0
      while first < rows.count {
        let account = rows[first].account
        var end = first &+ 1
        while end < rows.count, rows[end].account == account { end &+= 1 }
        if !account.isEmpty {
          let stretch = RowStretch(part: Int32(part), first: Int32(first), end: Int32(end))
          let domain = moves[part].text(account)
          if isOfKnown, indices[Int(domain.index)] < 0 {
            var strangers = Array(parts[part][first..<end])
            moves[part].move(&strangers, from: 0)
            found.strangers += strangers
          } else {
            add(domain)
            found.stretches.append((domain, stretch))
          }
        }
        first = end
      }
    }
    return found
  }

  private mutating func add(_ domain: TextID) {
    guard indices[Int(domain.index)] < 0 else { return }
    indices[Int(domain.index)] = 0
    domains.append(domain)
  }

  mutating func sort(_ texts: TextTable) {
    domains.sort { texts.precedes($0, $1) }
    for (index, domain) in domains.enumerated() { indices[Int(domain.index)] = Int32(index) }
  }
}
