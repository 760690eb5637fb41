extension SmartAccount {
  /// Joins license rows into licenses and terms: sorted by virtual account, license, end date,
  /// subscription, quantity.
  ///
  /// Rows that stand together in the export and name one license are taken together from the
  /// start, so that only licenses, not rows, are sorted by name.
  mutating func joinLicenses(
    _ rows: Span<LicenseRow>, _ virtualAccounts: VirtualAccountIndices, texts: TextTable,
    diagnostics: inout DiagnosticLog
  ) {
    let stretches = Self.stretches(rows, virtualAccounts)
    let groups = Self.groups(stretches, texts)
    terms.reserveCapacity(rows.count)
    licenses.reserveCapacity(groups.count)
    var own: [Int32] = []
    for group in groups {
      own.removeAll(keepingCapacity: true)
      for stretch in stretches[group.stretches] { own += stretch.first..<stretch.end }
      own.sortTerms(rows, texts)
      add(own, rows, virtualAccount: stretches[group.stretches.lowerBound].virtualAccount)
      report(own, rows, texts, &diagnostics)
    }
  }

  /// Rows of one license that stand one after another.
  private struct Stretch {
    /// The virtual account's index, then the license's identifier.
    var key: UInt64
    var first: Int32
    var end: Int32

    var virtualAccount: Int { Int(key >> 32) }
  }

  /// The stretches by license, those of one license in input order.
  private static func stretches(_ rows: Span<LicenseRow>, _ virtualAccounts: VirtualAccountIndices)
    -> [Stretch]
  {
    var stretches: [Stretch] = []
    var (virtualAccount, position): (TextID, Int) = (.empty, 0)
    for index in rows.indices {
      if rows[index].virtualAccount != virtualAccount {
        virtualAccount = rows[index].virtualAccount
        position = virtualAccounts[virtualAccount] ?? 0
      }
      let key = UInt64(position) << 32 | UInt64(rows[index].license.index)
      let row = Int32(index)
      if let last = stretches.indices.last, stretches[last].key == key {
        stretches[last].end = row + 1
      } else {
        stretches.append(Stretch(key: key, first: row, end: row + 1))
      }
    }
    stretches.sort { $0.key == $1.key ? $0.first < $1.first : $0.key < $1.key }
    return stretches
  }

  /// The stretches of one license.
  private struct Group {
    var key: UInt64
    /// Of the license's name.
    var prefix: UInt64
    var stretches: Range<Int>

    /// By virtual account and license name; names are read only where their beginnings are one.
    func precedes(_ other: Group, _ texts: TextTable) -> Bool {
      if key >> 32 != other.key >> 32 { return key < other.key }
      if prefix != other.prefix { return prefix < other.prefix }
      return texts.precedes(
        TextID(index: UInt32(truncatingIfNeeded: key)),
        TextID(index: UInt32(truncatingIfNeeded: other.key)))
    }
  }

  /// The stretches of each license, in the order of virtual accounts and license names.
  private static func groups(_ stretches: [Stretch], _ texts: TextTable) -> [Group] {
    var groups: [Group] = []
    groups.reserveCapacity(stretches.count)
    var first = 0
    while first < stretches.count {
      let key = stretches[first].key
      var next = first + 1
      while next < stretches.count, stretches[next].key == key { next += 1 }
      let prefix = texts.prefix(of: TextID(index: UInt32(truncatingIfNeeded: key)))
      groups.append(Group(key: key, prefix: prefix, stretches: first..<next))
      first = next
    }
    groups.sort { $0.precedes($1, texts) }
    return groups
  }

  /// Adds a license of these rows, which are in the order of its terms.
  private mutating func add(_ own: [Int32], _ rows: Span<LicenseRow>, virtualAccount: Int) {
    var inUse: Int32 = -1
    var isOutOfCompliance = false
    var hasUnknownStatus = false
    let firstTerm = terms.count
    for index in own {
      let row = rows[Int(index)]
      inUse = max(inUse, row.packedInUse)
      isOutOfCompliance = isOutOfCompliance || row.isOutOfCompliance
      hasUnknownStatus = hasUnknownStatus || row.hasUnknownStatus
      terms.append(Term(row, license: licenses.count))
    }
    licenses.append(
      License(
        virtualAccount: virtualAccount, name: rows[Int(own[0])].license,
        inUse: inUse < 0 ? nil : Int(inUse), isOutOfCompliance: isOutOfCompliance,
        hasUnknownStatus: hasUnknownStatus,
        terms: firstTerm..<terms.count))
  }

  private func report(
    _ own: [Int32], _ rows: Span<LicenseRow>, _ texts: TextTable,
    _ diagnostics: inout DiagnosticLog
  ) {
    if own.count < 2 { return }
    let account = domain
    if let row = own.firstDisagreement(rows) {
      diagnostics.append(
        .warning(
          "rows-disagree",
          "rows of license \(texts.string(row.license).quoted) disagree; "
            + "the largest in use and any out of compliance count",
          account: texts.string(account), at: row.location))
    }
    for repetition in own.repetitions(rows) {
      let row = rows[Int(own[repetition])]
      diagnostics.append(
        .note(
          "identical-row",
          "this row of license \(texts.string(row.license).quoted) is identical to another; "
            + "both count",
          account: texts.string(account), at: row.location))
    }
  }
}

/// Rows of one license, by their indices among the account's rows, which are in input order.
extension [Int32] {
  /// Puts them in the order of the license's terms.
  fileprivate mutating func sortTerms(_ rows: Span<LicenseRow>, _ texts: TextTable) {
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
  fileprivate func repetitions(_ rows: Span<LicenseRow>) -> [Int] {
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
  fileprivate func firstDisagreement(_ rows: Span<LicenseRow>) -> LicenseRow? {
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

/// All a row says beside its license and its location.
private struct LicenseFacts: Hashable {
  let quantity: Int32
  let inUse: Int32
  let start: PackedDay
  let end: PackedDay
  let subscription: TextID
  let sku: TextID
  let licenseType: TextID
  let billingType: TextID
  let accountName: TextID
  let isOutOfCompliance: Bool
  let hasUnknownStatus: Bool
  let isInactive: Bool

  init(_ row: LicenseRow) {
    quantity = row.quantity
    inUse = row.packedInUse
    start = row.packedStart
    end = row.packedEnd
    subscription = row.subscription
    sku = row.sku
    licenseType = row.licenseType
    billingType = row.billingType
    accountName = row.accountName
    isOutOfCompliance = row.isOutOfCompliance
    hasUnknownStatus = row.hasUnknownStatus
    isInactive = row.isInactive
  }
}

extension LicenseRow {
  /// Of two rows of one license.
  fileprivate func hasSameFacts(as other: LicenseRow) -> Bool {
    LicenseFacts(self) == LicenseFacts(other)
  }

  /// Of two rows of one license by end date, subscription, quantity; nil when all are equal.
  fileprivate func termPrecedes(_ other: LicenseRow, _ texts: TextTable) -> Bool? {
    let ends = (packedEnd.orderNumber, other.packedEnd.orderNumber)
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    if subscription != other.subscription {
      return texts.precedes(subscription, other.subscription)
    }
    return quantity == other.quantity ? nil : quantity < other.quantity
  }
}
