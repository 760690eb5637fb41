/// A quantity of a license from a start to an end.
///
/// Packed into 32 bytes, since a run holds one for each row of its exports.
package struct Term: Sendable {
  private let packedLicense: Int32
  private let packedQuantity: Int32
  private let packedStart: PackedDay
  private let packedEnd: PackedDay
  /// As written; empty where none is stated.
  package var type: TextID
  /// Empty where none is stated.
  package var subscription: TextID
  /// Empty where none is stated.
  package var sku: TextID
  /// Whether its own status keeps it out of force, whatever its dates say.
  package var isInactive: Bool

  /// The term a row states, of the license at an index.
  init(_ row: LicenseRow, license: Int) {
    packedLicense = Int32(license)
    packedQuantity = row.quantity
    packedStart = row.packedStart
    packedEnd = row.packedEnd
    type = row.licenseType
    subscription = row.subscription
    sku = row.sku
    isInactive = row.isInactive
  }

  /// Index in the account's `licenses`.
  package var license: Int { Int(packedLicense) }

  /// How many seats the term gives.
  package var quantity: Int { Int(packedQuantity) }

  /// The first day; nil where the term has always run.
  package var start: CalendarDate? { packedStart.date }

  /// When the term ends.
  package var end: TermEnd { packedEnd.end }

  /// Whether the term has begun and has not ended on a day (both days belong to it).
  ///
  /// A term of unknown end is in force on the report date and on no day after it. The day is a
  /// number of days since 1970-01-01, so that the day after 9999-12-31 is one too.
  func isInForce(onDayNumber day: Int, reportDate: CalendarDate) -> Bool {
    if isInactive { return false }
    if let start, Int(start.dayNumber) > day { return false }
    return lastDayNumber(reportDate: reportDate).map { day <= $0 } ?? true
  }

  /// The last day on which the term can be in force; nil where there is none.
  func lastDayNumber(reportDate: CalendarDate) -> Int? {
    switch end {
    case .on(let date): Int(date.dayNumber)
    case .unknown: Int(reportDate.dayNumber)
    case .never: nil
    }
  }
}

/// When a term ends.
package enum TermEnd: Hashable, Sendable {
  /// No end: a perpetual term.
  case never
  /// The export states none where there must be one, or one that cannot be read.
  case unknown
  case on(CalendarDate)

  /// The end date, where there is one.
  package var date: CalendarDate? {
    if case .on(let date) = self { date } else { nil }
  }
}
