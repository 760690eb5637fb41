internal import Licensing

/// A record of the license inventory: one term, with the facts of its license.
enum LicenseExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding) -> LicenseRow? {
    guard let account = fields.accountDomain(),
      let virtualAccount = fields.name(.virtualAccount, "virtual account"),
      let license = fields.name(.license, "license name"),
      let quantity = quantity(&fields)
    else { return nil }
    let isPerpetualByPortal = isUnassignedPortalRow(fields)
    let type =
      isPerpetualByPortal ? fields.rows.texts.insert("PERPETUAL") : fields.text(.licenseType)
    guard let end = end(&fields, type: fields.rows.texts.string(type)) else { return nil }
    var row = LicenseRow(
      account: account, virtualAccount: virtualAccount, license: license, quantity: quantity,
      end: end, location: fields.rowLocation)
    row.accountName = fields.text(.accountName)
    row.inUse = fields.count(.inUse, "in use", loss: .value)
    row.isOutOfCompliance = isOutOfCompliance(&fields)
    row.sku = fields.text(.sku)
    row.billingType = fields.text(.billingType)
    row.licenseType = type
    row.subscription = fields.text(.subscription)
    row.start = start(&fields, end: end)
    return row
  }

  /// In the portal export a row without term facts is one perpetual term.
  private static func isUnassignedPortalRow(_ fields: FieldDecoding) -> Bool {
    fields.layout.isPortalExport
      && [.quantity, .licenseType, .startDate, .endDate].allSatisfy { fields.bytes($0).isEmpty }
  }

  private static func quantity(_ fields: inout FieldDecoding) -> Int32? {
    let column: Column = isUnassignedPortalRow(fields) ? .assignedQuantity : .quantity
    if fields.bytes(column).isEmpty {
      fields.error(
        "bad-count", "the quantity is empty (expected digits, 0 to 999999999)", loss: .row,
        at: fields.location(of: column))
      return nil
    }
    return fields.count(column, "quantity", loss: .row)
  }

  private static func end(_ fields: inout FieldDecoding, type: String) -> TermEnd? {
    let type = type.lowercasedASCII
    let word = fields.string(.endDate)
    let place = fields.location(of: .endDate)
    if ["", "-", "never", "perpetual", "n/a"].contains(word.lowercasedASCII) {
      guard type == "term" || type == "subscription" else { return .never }
      fields.warning(
        "no-end-date", "a \(type.uppercased()) without an end date; its end is unknown",
        value: word.isEmpty ? nil : word, at: place)
      return .unknown
    }
    guard let date = fields.date(.endDate, "end date", loss: .row) else { return nil }
    guard type == "perpetual" else { return .on(date) }
    fields.warning(
      "perpetual-with-end", "a PERPETUAL license has no end; end date \(word.quoted) is ignored",
      value: word, at: place)
    return .never
  }

  private static func start(_ fields: inout FieldDecoding, end: TermEnd) -> CalendarDate? {
    guard let start = fields.date(.startDate, "start date", loss: .value) else { return nil }
    guard let end = end.date, start > end else { return start }
    fields.warning(
      "start-after-end",
      "start date '\(start.iso)' is after end date '\(end.iso)'; the start is ignored",
      value: start.iso, at: fields.location(of: .startDate))
    return nil
  }

  private static func isOutOfCompliance(_ fields: inout FieldDecoding) -> Bool {
    let column: Column = fields.layout.isPortalExport ? .assignedStatus : .status
    let written = fields.bytes(column)
    guard let first = written.first, first == UInt8(ascii: "o") || first == UInt8(ascii: "O")
    else { return false }
    let status = fields.string(column).lowercasedASCII
    return ["ooc", "out of compliance", "out_of_compliance"].contains(status)
  }
}
