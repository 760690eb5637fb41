extension SmartAccount {
  /// Joins license rows into licenses and terms: sorted by virtual account, license, end date,
  /// subscription, quantity.
  ///
  /// Rows that are together in the export and name one license are taken together from the
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

  /// Rows of one license that are one after another.
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
    /// Of the license's name: to compare names instead takes 1.0 % of a build without pages.
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
    var hasIgnoredValues = false
    let firstTerm = terms.count
    for index in own {
      let row = rows[Int(index)]
      inUse = max(inUse, row.packedInUse)
      isOutOfCompliance = isOutOfCompliance || row.isOutOfCompliance
      hasUnknownStatus = hasUnknownStatus || row.hasUnknownStatus
      hasIgnoredValues = hasIgnoredValues || row.hasIgnoredValue
      terms.append(Term(row, license: licenses.count))
    }
    licenses.append(
      License(
        virtualAccount: virtualAccount, name: rows[Int(own[0])].license,
        inUse: inUse < 0 ? nil : Int(inUse), isOutOfCompliance: isOutOfCompliance,
        hasUnknownStatus: hasUnknownStatus, hasIgnoredValues: hasIgnoredValues,
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
