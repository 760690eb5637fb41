/// Rows of one license, by their indices among the account's rows, which are in input order.
extension [Int32] {
  /// Puts them in the order of the license's terms.
  mutating func sortTerms(_ rows: Span<LicenseRow>, _ texts: TextTable) {
    if count < 2 { return }
    guard count > 16 else { return insertTerms(rows, texts) }
    var keyed: [(row: LicenseRow, index: Int32)] = []
    for index in self { keyed.append((rows[Int(index)], index)) }
    keyed.sort { $0.row.termPrecedes($1.row, texts) ?? ($0.index < $1.index) }
    for position in indices { self[position] = keyed[position].index }
  }

  /// The same for a few, without allocating.
  private mutating func insertTerms(_ rows: Span<LicenseRow>, _ texts: TextTable) {
    for position in 1..<count {
      let index = self[position]
      var free = position
      while free > 0 {
        let other = self[free - 1]
        let precedes = rows[Int(index)].termPrecedes(rows[Int(other)], texts)
        guard precedes ?? (index < other) else { break }
        self[free] = other
        free -= 1
      }
      self[free] = index
    }
  }

  /// The indices here of rows that say all an earlier one here says.
  func repetitions(_ rows: Span<LicenseRow>) -> [Int] {
    var seen: Set<LicenseFacts> = []
    var repetitions: [Int] = []
    for position in indices {
      let row = rows[Int(self[position])]
      if count > 8 {
        if !seen.insert(LicenseFacts(row)).inserted { repetitions.append(position) }
        continue
      }
      for earlier in 0..<position where row.hasSameFacts(as: rows[Int(self[earlier])]) {
        repetitions.append(position)
        break
      }
    }
    return repetitions
  }

  /// In input order the first row that states another in use or status than one before.
  func firstDisagreement(_ rows: Span<LicenseRow>) -> LicenseRow? {
    let first = rows[Int(self[0])]
    var agree = true
    for index in self {
      let row = rows[Int(index)]
      agree =
        agree && row.packedInUse == first.packedInUse
        && row.isOutOfCompliance == first.isOutOfCompliance
    }
    if agree { return nil }
    var ordered: [LicenseRow] = []
    for index in sorted() { ordered.append(rows[Int(index)]) }
    let firstInUse = ordered.first { $0.inUse != nil }?.inUse
    return ordered.first {
      ($0.inUse != nil && $0.inUse != firstInUse)
        || $0.isOutOfCompliance != ordered[0].isOutOfCompliance
    }
  }
}
