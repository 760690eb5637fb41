internal import Licensing

/// A record of the license inventory: one term, with the facts of its license.
enum LicenseExport {
  /// The license types that say whether there is an end.
  enum TermType: String {
    case term, subscription, perpetual
  }

  /// So many texts are remembered with the type they mean; as a rule there are three.
  private static let mostTermTypes = 8

  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> LicenseRow? {
    guard let account = fields.accountDomain(bytes),
      let virtualAccount = fields.name(.virtualAccount, "virtual account", bytes),
      let license = fields.name(.license, "license name", bytes)
    else { return nil }
    let isPerpetual = fields.layout.isPortalExport && hasNoTermFacts(&fields, bytes)
    guard let quantity = quantity(&fields, isAssigned: isPerpetual, bytes) else { return nil }
    let typeText =
      isPerpetual ? fields.rows.texts.insert("PERPETUAL") : fields.text(.licenseType, bytes)
    let type = isPerpetual ? .perpetual : termType(&fields, typeText)
    guard let end = end(&fields, type: type, bytes) else { return nil }
    var row = LicenseRow(
      account: account, accountName: fields.text(.accountName, bytes),
      virtualAccount: virtualAccount, license: license,
      inUse: fields.plainCount(.inUse, bytes)
        ?? fields.count(.inUse, "in use", loss: .value, bytes),
      isOutOfCompliance: isOutOfCompliance(&fields, bytes),
      sku: fields.text(.sku, bytes), billingType: fields.text(.billingType, bytes),
      licenseType: typeText,
      subscription: fields.text(.subscription, bytes), quantity: quantity,
      start: start(&fields, end: end, bytes), end: end, location: fields.rowLocation)
    judgeStatus(of: &row, &fields, bytes)
    return row
  }

  /// A term that is cancelled or pending gives no seats; another may not be in force.
  private static func judgeStatus(
    of row: inout LicenseRow, _ fields: inout FieldDecoding, _ bytes: Span<UInt8>
  ) {
    switch fields.termStatus(bytes) {
    case .usual: break
    case .expired: row.isInactive = true
    case .future: row.isInactive = row.start == nil
    case .withoutSeats:
      guard row.quantity > 0 else { return }
      let isOwn = !fields.isEmpty(.termStatus, bytes)
      let status = fields.string(isOwn ? .termStatus : .status, bytes)
      fields.note(
        "term-without-seats",
        "the term's status is \(status.quoted), so its \(row.quantity) seats do not count",
        value: status, at: fields.location(of: isOwn ? .termStatus : .status))
      row.quantity = 0
    }
  }

  /// In the portal export a row without term facts is one perpetual term.
  private static func hasNoTermFacts(
    _ fields: inout FieldDecoding, _ bytes: Span<UInt8>
  ) -> Bool {
    let facts: [Column] = [.quantity, .licenseType, .startDate, .endDate]
    for column in facts where !fields.isEmpty(column, bytes) { return false }
    return true
  }

  private static func quantity(
    _ fields: inout FieldDecoding, isAssigned: Bool, _ bytes: Span<UInt8>
  ) -> Int32? {
    let column: Column = isAssigned ? .assignedQuantity : .quantity
    if let count = fields.plainCount(column, bytes) { return count }
    if fields.isEmpty(column, bytes) {
      fields.error(
        "bad-count", "the quantity is empty (expected digits, 0 to 999999999)", loss: .row,
        at: fields.location(of: column))
      return nil
    }
    return fields.count(column, "quantity", loss: .row, bytes)
  }

  private static func termType(_ fields: inout FieldDecoding, _ text: TextID) -> TermType? {
    for known in fields.termTypes where known.text == text { return known.type }
    let type = TermType(rawValue: fields.rows.texts.string(text).lowercasedASCII)
    if fields.termTypes.count < mostTermTypes { fields.termTypes.append((text, type)) }
    return type
  }

  private static func end(
    _ fields: inout FieldDecoding, type: TermType?, _ bytes: Span<UInt8>
  ) -> TermEnd? {
    if type != .perpetual, let date = fields.plainDate(.endDate, bytes) { return .on(date) }
    if isNoEnd(&fields, bytes) {
      guard let type, type != .perpetual else { return .never }
      let word = fields.string(.endDate, bytes)
      fields.warning(
        "no-end-date",
        "a \(type.rawValue.uppercased()) without an end date; its end is unknown",
        value: word.isEmpty ? nil : word, at: fields.location(of: .endDate))
      return .unknown
    }
    guard let date = fields.date(.endDate, "end date", loss: .row, bytes) else { return nil }
    guard type == .perpetual else { return .on(date) }
    let word = fields.string(.endDate, bytes)
    fields.warning(
      "perpetual-with-end", "a PERPETUAL license has no end; end date \(word.quoted) is ignored",
      value: word, at: fields.location(of: .endDate))
    return .never
  }

  private static func isNoEnd(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> Bool {
    if !fields.record.isPlain {
      let word = fields.string(.endDate, bytes).lowercasedASCII
      return ["", "-", "never", "perpetual", "n/a"].contains(word)
    }
    let word = bytes.extracting(fields.range(.endDate, bytes))
    return switch word.count {
    case 0: true
    case 1: word.isWord("-")
    case 3: word.isWord("n/a")
    case 5: word.isWord("never")
    case 9: word.isWord("perpetual")
    default: false
    }
  }

  private static func start(
    _ fields: inout FieldDecoding, end: TermEnd, _ bytes: Span<UInt8>
  ) -> CalendarDate? {
    guard
      let start = fields.plainDate(.startDate, bytes)
        ?? fields.date(.startDate, "start date", loss: .value, bytes)
    else { return nil }
    guard let end = end.date, start > end else { return start }
    fields.warning(
      "start-after-end",
      "start date '\(start.iso)' is after end date '\(end.iso)'; the start is ignored",
      value: start.iso, at: fields.location(of: .startDate))
    return nil
  }

  private static func isOutOfCompliance(
    _ fields: inout FieldDecoding, _ bytes: Span<UInt8>
  ) -> Bool {
    let column: Column = fields.layout.isPortalExport ? .assignedStatus : .status
    let written = bytes.extracting(fields.range(column, bytes))
    guard !written.isEmpty, written[0] | 0x20 == UInt8(ascii: "o") else { return false }
    if fields.record.isPlain, written.isWord("out of compliance") { return true }
    let status = fields.string(column, bytes).lowercasedASCII
    return ["ooc", "out of compliance", "out_of_compliance"].contains(status)
  }
}
