/// Rows of one license, by their indices among the account's rows, which are in input order.
extension [Int32] {
  /// Puts them in the order of the license's terms.
  mutating func sortTerms(_ rows: Span<LicenseRow>, _ texts: TextTable) {
    if count < 2 { return }
    sort { rows[Int($0)].termPrecedes(rows[Int($1)], texts) ?? ($0 < $1) }
  }

  /// The indices here of rows that say all an earlier one here says.
  ///
  /// A set for each license would take 2.6 % of a build without pages; comparisons alone, without
  /// end where a license has a row a seat.
  func repetitions(_ rows: Span<LicenseRow>) -> [Int] {
    var seen: Set<LicenseFacts> = []
    var repetitions: [Int] = []
    for position in indices {
      let facts = LicenseFacts(rows[Int(self[position])])
      if count > 8 {
        if !seen.insert(facts).inserted { repetitions.append(position) }
      } else if self[..<position].contains(where: { LicenseFacts(rows[Int($0)]) == facts }) {
        repetitions.append(position)
      }
    }
    return repetitions
  }

  /// In input order the first row that states another in use or status than one before.
  func firstDisagreement(_ rows: Span<LicenseRow>) -> LicenseRow? {
    var first: (inUse: Int32?, isOutOfCompliance: Bool)?
    for index in sorted() {
      let row = rows[Int(index)]
      if let first {
        if row.isOutOfCompliance != first.isOutOfCompliance { return row }
        if first.inUse != nil, row.inUse != nil, row.inUse != first.inUse { return row }
      }
      first = (first?.inUse ?? row.inUse, row.isOutOfCompliance)
    }
    return nil
  }
}
