internal import Licensing

/// What a status that was met means; each text is read once.
struct StatusReading {
  let text: TextID
  let column: Column
  let license: LicenseStatus
  let term: TermStatus
}

/// A record of the license inventory: one term, with the facts of its license.
extension LicenseRow {
  /// The row of the record; nil rejects it, and then the reason was reported.
  init?(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) {
    guard let account = decoder.accountDomain(bytes),
      let virtualAccount = decoder.name(.virtualAccount, "virtual account", bytes),
      let license = decoder.name(.license, "license name", bytes)
    else { return nil }
    let isPerpetual = decoder.layout.isPortalExport && Self.hasNoTermFacts(&decoder, bytes)
    let quantity = Self.quantity(&decoder, isAssigned: isPerpetual, bytes)
    guard var quantity else { return nil }
    let typeText =
      isPerpetual ? decoder.rows.texts.insert("PERPETUAL") : decoder.text(.licenseType, bytes)
    let type = isPerpetual ? .perpetual : Self.type(&decoder, typeText)
    let end = Self.end(&decoder, type, typeText, bytes)
    let inUse = decoder.count(.inUse, "in use", loss: .value, bytes)
    let status = Self.status(&decoder, bytes)
    let termStatus = Self.termStatus(&decoder, bytes)
    let term = termStatus?.term ?? status?.term ?? .unstated
    if term == .withoutSeats, quantity > 0 {
      Self.reportWithoutSeats(&decoder, quantity, termStatus ?? status)
      quantity = 0
    }
    let (start, isStartIgnored) = Self.start(&decoder, end: end, bytes)
    self.init(
      account: account, accountName: decoder.text(.accountName, bytes),
      virtualAccount: virtualAccount, license: license, inUse: inUse,
      isOutOfCompliance: status?.isOutOfCompliance == true,
      hasUnknownStatus: status?.isUnknown == true || termStatus?.isUnknown == true,
      hasIgnoredValue: inUse == nil && decoder.isStated(.inUse, bytes)
        || isStartIgnored || decoder.mistypedColumns != 0,
      isInactive: term == .expired || term == .future && start == nil,
      sku: decoder.text(.sku, bytes), billingType: decoder.text(.billingType, bytes),
      licenseType: typeText, subscription: decoder.text(.subscription, bytes),
      quantity: quantity, start: start, end: end, location: decoder.rowLocation)
  }

  /// In the portal export a row without term facts is one perpetual term.
  private static func hasNoTermFacts(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) -> Bool {
    let facts: [Column] = [.quantity, .licenseType, .startDate, .endDate]
    for column in facts where !decoder.isEmpty(column, bytes) { return false }
    return true
  }

  private static func quantity(
    _ decoder: inout RowDecoder, isAssigned: Bool, _ bytes: Span<UInt8>
  ) -> Int32? {
    let column: Column = isAssigned ? .assignedQuantity : .quantity
    let found = decoder.rows.diagnostics.count
    if let count = decoder.count(column, "quantity", loss: .row, bytes) { return count }
    if decoder.rows.diagnostics.count == found, decoder.isEmpty(column, bytes) {
      decoder.error(
        "bad-count", "the quantity is empty (expected digits, 0 to 999999999)", loss: .row,
        at: decoder.location(of: column))
    }
    return nil
  }

  private static func type(_ decoder: inout RowDecoder, _ text: TextID) -> LicenseType? {
    for known in decoder.licenseTypes where known.text == text { return known.type }
    let word = decoder.rows.texts.string(text).lettersAndDigits
    let type = LicenseType(word: word, configured: decoder.options.licenseTypes)
    if decoder.licenseTypes.count < RowDecoder.mostRemembered {
      decoder.licenseTypes.append((text, type))
    }
    return type
  }

  private static func start(
    _ decoder: inout RowDecoder, end: TermEnd, _ bytes: Span<UInt8>
  ) -> (start: CalendarDate?, isIgnored: Bool) {
    guard let start = decoder.date(.startDate, "start date", loss: .value, bytes) else {
      return (nil, decoder.isStated(.startDate, bytes))
    }
    guard let end = end.date, start > end else { return (start, false) }
    decoder.warning(
      "start-after-end",
      "start date '\(start.iso)' is after end date '\(end.iso)'; the start is ignored",
      value: start.iso, at: decoder.location(of: .startDate))
    return (nil, false)
  }
}

/// When the term ends.
extension LicenseRow {
  /// Words that mean no end, in small letters.
  private static let noEnd: Set = [
    "", "-", "--", "never", "perpetual", "permanent", "unlimited", "none", "null", "n/a", "na",
    "no expiration", "\\n", "nat", "0000-00-00",
  ]

  private static func end(
    _ decoder: inout RowDecoder, _ type: LicenseType?, _ typeText: TextID, _ bytes: Span<UInt8>
  ) -> TermEnd {
    guard let index = decoder.layout.index(of: .endDate), index < decoder.missingFrom else {
      return type == .perpetual ? .never : .unknown
    }
    let field = decoder.record.fields[index].range
    let mayLackEnd = type == .perpetual || typeText.isEmpty && !decoder.layout.holdsSubscriptions
    if type != .perpetual, let date = WrittenDate.iso(bytes, field) { return .on(date) }
    if field.isEmpty, mayLackEnd {
      return type != .perpetual && decoder.isStated(.endDate, bytes) ? .unknown : .never
    }
    let word = decoder.string(.endDate, bytes)
    if noEnd.contains(word.lowercasedASCII) {
      if mayLackEnd { return .never }
      reportNoEnd(&decoder, type, typeText, word)
      return .unknown
    }
    if type == .perpetual {
      decoder.warning(
        "perpetual-with-end", "a PERPETUAL license has no end; end date \(word.quoted) is ignored",
        value: word, at: decoder.location(of: .endDate))
      return .never
    }
    return decoder.date(.endDate, "end date", loss: .value, bytes).map { .on($0) } ?? .unknown
  }

  private static func reportNoEnd(
    _ decoder: inout RowDecoder, _ type: LicenseType?, _ typeText: TextID, _ word: String
  ) {
    let value = word.isEmpty ? nil : word
    let location = decoder.location(of: .endDate)
    if let type = typeText.isEmpty ? .subscription : type {
      decoder.warning(
        "no-end-date", "a \(type.rawValue.uppercased()) without an end date; its end is unknown",
        value: value, at: location)
    } else {
      let type = decoder.rows.texts.string(typeText)
      decoder.warning(
        "no-end-date",
        "a license of the unknown type \(type.quoted) without an end date; its end is unknown "
          + "(license_types can say what it is)", value: value, at: location)
    }
  }
}

/// What the statuses say.
extension LicenseRow {
  /// The status of the license; of several columns the worst known word counts.
  private static func status(
    _ decoder: inout RowDecoder, _ bytes: Span<UInt8>
  ) -> StatusReading? {
    guard let index = decoder.layout.index(of: .status) else { return nil }
    var worst = reading(&decoder, .status, index, bytes)
    if decoder.layout.moreStatuses.isEmpty { return worst }
    for index in decoder.layout.moreStatuses {
      let other = reading(&decoder, .status, index, bytes)
      if let other, worst.map({ other.badness > $0.badness }) ?? true { worst = other }
    }
    return worst
  }

  /// The status of the term, where a column states it apart.
  private static func termStatus(
    _ decoder: inout RowDecoder, _ bytes: Span<UInt8>
  ) -> StatusReading? {
    decoder.layout.index(of: .termStatus).flatMap { reading(&decoder, .termStatus, $0, bytes) }
  }

  private static func reading(
    _ decoder: inout RowDecoder, _ column: Column, _ index: Int, _ bytes: Span<UInt8>
  ) -> StatusReading? {
    let text = decoder.text(ofField: index, column, bytes)
    if text.isEmpty { return nil }
    var reading: StatusReading?
    for known in decoder.statuses where known.text == text && known.column == column {
      reading = known
      break
    }
    let found = reading ?? StatusReading(decoder.rows.texts.string(text), text, column)
    if reading == nil, decoder.statuses.count < RowDecoder.mostRemembered {
      decoder.statuses.append(found)
    }
    if found.isUnknown { report(&decoder, found, index) }
    return found
  }

  private static func report(
    _ decoder: inout RowDecoder, _ reading: StatusReading, _ index: Int
  ) {
    let status = decoder.rows.texts.string(reading.text)
    guard decoder.isFirst("\(reading.column) \(status)") else { return }
    let what = reading.column == .status ? "license" : "term"
    decoder.warning(
      "unknown-status", "status \(status.quoted) of a \(what) is not known, good or bad",
      value: status, at: decoder.location(ofField: index))
  }

  private static func reportWithoutSeats(
    _ decoder: inout RowDecoder, _ quantity: Int32, _ reading: StatusReading?
  ) {
    let status = reading.map { decoder.rows.texts.string($0.text) } ?? ""
    let column = reading?.column ?? .status
    decoder.note(
      "term-without-seats",
      "the term's status is \(status.quoted), so its \(Int(quantity)) seats do not count",
      value: status, at: decoder.location(of: column))
  }
}

extension StatusReading {
  /// Reads a status; in a column of the license the words of a term are the term's.
  fileprivate init(_ status: String, _ text: TextID, _ column: Column) {
    self.text = text
    self.column = column
    let term = TermStatus(status)
    license = column == .status ? LicenseStatus(status) : .unstated
    self.term = column == .status && term == .unknown ? .unstated : term
  }

  fileprivate var isOutOfCompliance: Bool {
    if case .outOfCompliance = license { return true }
    return false
  }

  /// Whether nobody knows the word.
  fileprivate var isUnknown: Bool {
    license == .unknown || term == .unknown
  }

  /// How bad it is: a word that is known to be bad comes before one that nobody knows.
  fileprivate var badness: Int {
    switch license {
    case .outOfCompliance: 4
    case .unknown: 1
    case .unstated, .sound: term == .unstated || term == .active ? 2 : 3
    }
  }
}
