extension SmartAccount {
  /// Joins license rows into licenses and terms: sorted by virtual account, license, end date,
  /// subscription, quantity.
  mutating func joinLicenses(
    _ rows: inout [LicenseRow], _ places: [TextID: Int], texts: TextTable,
    diagnostics: inout [Diagnostic]
  ) {
    let order = rows.indices.sorted { left, right in
      rows[left].precedes(rows[right], places, texts) ?? (left < right)
    }
    var first = 0
    while first < order.count {
      var next = first + 1
      let row = rows[order[first]]
      while next < order.count, rows[order[next]].isOfSameLicense(as: row) { next += 1 }
      let ofLicense = order[first..<next].map { rows[$0] }
      add(ofLicense, virtualAccount: places[row.virtualAccount] ?? 0)
      let domain = domain
      reportDisagreement(ofLicense, texts.string(domain), texts, &diagnostics)
      reportIdenticalRows(ofLicense, texts.string(domain), texts, &diagnostics)
      first = next
    }
  }

  private mutating func add(_ rows: [LicenseRow], virtualAccount: Int) {
    let firstTerm = terms.count
    let license = licenses.count
    for row in rows {
      terms.append(
        Term(
          license: license, quantity: Int(row.quantity), start: row.start, end: row.end,
          type: row.licenseType, subscription: row.subscription, sku: row.sku))
    }
    licenses.append(
      License(
        virtualAccount: virtualAccount, name: rows[0].license,
        inUse: rows.compactMap(\.inUse).max().map(Int.init),
        isOutOfCompliance: rows.contains(where: \.isOutOfCompliance),
        terms: firstTerm..<terms.count))
  }
}

/// A warning at the first row of a license that states another in use or status than one before.
private func reportDisagreement(
  _ rows: [LicenseRow], _ account: String, _ texts: TextTable, _ diagnostics: inout [Diagnostic]
) {
  let known = rows.filter { $0.inUse != nil }
  let disagree =
    known.contains { $0.inUse != known[0].inUse }
    || rows.contains { $0.isOutOfCompliance != rows[0].isOutOfCompliance }
  guard disagree else { return }
  let ordered = rows.sorted { $0.location < $1.location }
  let firstInUse = ordered.first { $0.inUse != nil }?.inUse
  let place = ordered.first {
    ($0.inUse != nil && $0.inUse != firstInUse)
      || $0.isOutOfCompliance != ordered[0].isOutOfCompliance
  }
  guard let place else { return }
  diagnostics.append(
    .warning(
      "rows-disagree",
      "rows of license \(texts.string(place.license).quoted) disagree; "
        + "the largest in use and any out of compliance count",
      account: account, at: place.location))
}

/// A note at each row that repeats all facts of another; it is a term of its own.
private func reportIdenticalRows(
  _ rows: [LicenseRow], _ account: String, _ texts: TextTable, _ diagnostics: inout [Diagnostic]
) {
  guard rows.count > 1 else { return }
  var told: Set<LicenseRow> = []
  for row in rows {
    var facts = row
    facts.location = SourceLocation(file: 0, line: 0, column: 0)
    guard !told.insert(facts).inserted else { continue }
    diagnostics.append(
      .note(
        "identical-row",
        "this row of license \(texts.string(row.license).quoted) is identical to another; "
          + "both count",
        account: account, at: row.location))
  }
}

extension LicenseRow {
  fileprivate func isOfSameLicense(as other: LicenseRow) -> Bool {
    virtualAccount == other.virtualAccount && license == other.license
  }

  /// By virtual account, license, end date, subscription, quantity; nil when all are equal.
  fileprivate func precedes(
    _ other: LicenseRow, _ places: [TextID: Int], _ texts: TextTable
  ) -> Bool? {
    if virtualAccount != other.virtualAccount {
      return places[virtualAccount, default: 0] < places[other.virtualAccount, default: 0]
    }
    if license != other.license { return texts.precedes(license, other.license) }
    let ends = (end.date ?? .init(dayNumber: .max), other.end.date ?? .init(dayNumber: .max))
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    if subscription != other.subscription {
      return texts.precedes(subscription, other.subscription)
    }
    return quantity == other.quantity ? nil : quantity < other.quantity
  }
}
