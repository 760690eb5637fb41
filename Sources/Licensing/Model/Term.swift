/// A quantity of a license from a start to an end.
///
/// Packed into 28 bytes, since a run holds one for each row of its exports.
package struct Term: Sendable {
  private var packedLicense: Int32
  private var packedQuantity: Int32
  private var packedStart: PackedDay
  private var packedEnd: PackedDay
  /// As written; empty where none is stated.
  package var type: TextID
  /// Empty where none is stated.
  package var subscription: TextID
  /// Empty where none is stated.
  package var sku: TextID

  /// A term of these facts.
  init(
    license: Int, quantity: Int, start: CalendarDate?, end: TermEnd, type: TextID,
    subscription: TextID, sku: TextID
  ) {
    packedLicense = Int32(license)
    packedQuantity = Int32(quantity)
    packedStart = PackedDay(start)
    packedEnd = PackedDay(end)
    self.type = type
    self.subscription = subscription
    self.sku = sku
  }

  /// The term a row states, of the license at an index.
  init(_ row: LicenseRow, license: Int) {
    packedLicense = Int32(license)
    packedQuantity = row.quantity
    packedStart = row.packedStart
    packedEnd = row.packedEnd
    type = row.licenseType
    subscription = row.subscription
    sku = row.sku
  }

  /// Index in the account's `licenses`.
  package var license: Int { Int(packedLicense) }

  /// How many seats the term gives.
  package var quantity: Int { Int(packedQuantity) }

  /// The first day; nil where the term has always run.
  package var start: CalendarDate? { packedStart.date }

  /// When the term ends.
  package var end: TermEnd {
    get { packedEnd.end }
    set { packedEnd = PackedDay(newValue) }
  }

  /// Whether the term has begun and has not ended on a day (both days belong to it).
  ///
  /// The day is a number of days since 1970-01-01, so that the day after 9999-12-31 is one too.
  package func isInForce(onDayNumber day: Int) -> Bool {
    if let start, Int(start.dayNumber) > day { return false }
    if let end = end.date, Int(end.dayNumber) < day { return false }
    return true
  }
}

/// When a term ends.
package enum TermEnd: Hashable, Sendable {
  /// No end: a perpetual term.
  case never
  /// A TERM or SUBSCRIPTION whose export states no end.
  case unknown
  case on(CalendarDate)

  /// The end date, where there is one.
  package var date: CalendarDate? {
    if case .on(let date) = self { date } else { nil }
  }
}
