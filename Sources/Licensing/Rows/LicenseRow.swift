/// One term of a license as an export states it, with the facts of its license repeated.
///
/// Packed into 64 bytes, since a run holds one for each row of its exports.
package struct LicenseRow: Sendable {
  /// The account domain, in small letters.
  package var account: TextID
  /// The account's display name, or empty.
  package var accountName: TextID
  /// Its name, never empty.
  package var virtualAccount: TextID
  /// Its name, never empty.
  package var license: TextID
  /// Empty where none is stated.
  package var sku: TextID
  /// As written; empty where none is stated.
  package var billingType: TextID
  /// As written; empty where none is stated.
  package var licenseType: TextID
  /// Empty where none is stated.
  package var subscription: TextID
  /// Seats, 0 to 999,999,999.
  package var quantity: Int32
  /// -1: unknown.
  var packedInUse: Int32
  var packedStart: PackedDay
  var packedEnd: PackedDay
  /// Where the row begins.
  package var location: SourceLocation
  /// Whether the license's status says so.
  package var isOutOfCompliance: Bool
  /// Whether the license's status is a word that nobody knows.
  package var hasUnknownStatus: Bool
  /// Whether its seats in use or its start cannot be read, so that it may hide a shortage.
  package var hasIgnoredValue: Bool
  /// Whether the term's own status keeps it out of force: EXPIRED, or FUTURE without a start date.
  package var isInactive: Bool

  /// A row of these facts.
  package init(
    account: TextID, accountName: TextID = .empty, virtualAccount: TextID, license: TextID,
    inUse: Int32? = nil, isOutOfCompliance: Bool = false,
    hasUnknownStatus: Bool = false, hasIgnoredValue: Bool = false, isInactive: Bool = false,
    sku: TextID = .empty,
    billingType: TextID = .empty, licenseType: TextID = .empty, subscription: TextID = .empty,
    quantity: Int32, start: CalendarDate? = nil, end: TermEnd = .never, location: SourceLocation
  ) {
    self.account = account
    self.accountName = accountName
    self.virtualAccount = virtualAccount
    self.license = license
    self.sku = sku
    self.billingType = billingType
    self.licenseType = licenseType
    self.subscription = subscription
    self.quantity = quantity
    packedInUse = inUse ?? -1
    packedStart = PackedDay(start)
    packedEnd = PackedDay(end)
    self.location = location
    self.isOutOfCompliance = isOutOfCompliance
    self.hasUnknownStatus = hasUnknownStatus
    self.hasIgnoredValue = hasIgnoredValue
    self.isInactive = isInactive
  }

  /// nil: unknown.
  package var inUse: Int32? { packedInUse < 0 ? nil : packedInUse }

  /// The first day of the term; nil where it has always run.
  package var start: CalendarDate? { packedStart.date }

  /// When the term ends.
  package var end: TermEnd { packedEnd.end }
}
