/// A customer, joined from all exports: everything the rules judge, and nothing of how it was read.
///
/// `virtualAccounts` is sorted by name and `licenses` by virtual account and name, so a place in
/// either list also says the order. Identifiers of texts belong to the inventory's table.
package struct SmartAccount: Sendable {
  /// The account domain: the key.
  package var domain: TextID
  /// The display name; the domain where no export gives one.
  package var name: TextID
  /// Names, sorted by their UTF-8 bytes.
  package var virtualAccounts: [TextID] = []
  /// Sorted by virtual account and name.
  package var licenses: [License] = []
  /// The terms of all licenses, license by license.
  package var terms: [Term] = []
  /// Sorted by virtual account and name.
  package var instances: [ProductInstance] = []
  /// In input order.
  package var events: [Event] = []
  /// In input order; rows without a license of this account are already rejected.
  package var preferences: [PreferenceRow] = []
  /// How many rows were left out, by kind and place.
  package var rejected: [RejectedCount] = []
  /// Addresses of preference rows that were rejected since the account has no license row.
  package var refusedUsers: [TextID] = []
  /// Whether a license row of the account was kept.
  package var hasLicenseRows: Bool { !licenses.isEmpty }

  /// An account nothing is known of but its domain.
  package init(domain: TextID) {
    self.domain = domain
    name = domain
  }
}

/// A named entitlement in one virtual account.
package struct License: Sendable {
  private var packedVirtualAccount: Int32
  /// Never empty.
  package var name: TextID
  /// -1: unknown.
  private var packedInUse: Int32
  private var firstTerm: Int32
  private var endOfTerms: Int32
  /// Whether any of its rows says so.
  package var isOutOfCompliance: Bool

  /// A license of these facts.
  init(
    virtualAccount: Int, name: TextID, inUse: Int?, isOutOfCompliance: Bool,
    terms: Range<Int>
  ) {
    packedVirtualAccount = Int32(virtualAccount)
    self.name = name
    packedInUse = inUse.map { Int32($0) } ?? -1
    firstTerm = Int32(terms.lowerBound)
    endOfTerms = Int32(terms.upperBound)
    self.isOutOfCompliance = isOutOfCompliance
  }

  /// Place in the account's `virtualAccounts`.
  package var virtualAccount: Int { Int(packedVirtualAccount) }

  /// nil: unknown.
  package var inUse: Int? {
    get { packedInUse < 0 ? nil : Int(packedInUse) }
    set { packedInUse = newValue.map { Int32($0) } ?? -1 }
  }

  /// Places in the account's `terms`.
  package var terms: Range<Int> { Int(firstTerm)..<Int(endOfTerms) }
}

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

  /// The term a row states, of a license at a place.
  init(_ row: LicenseRow, license: Int) {
    packedLicense = Int32(license)
    packedQuantity = row.quantity
    packedStart = row.packedStart
    packedEnd = row.packedEnd
    type = row.licenseType
    subscription = row.subscription
    sku = row.sku
  }

  /// Place in the account's `licenses`.
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

/// A device that uses licenses and reports to the portal.
package struct ProductInstance: Sendable {
  /// Place in the account's `virtualAccounts`.
  package var virtualAccount: Int
  /// Never empty.
  package var name: TextID
  /// Empty where none is stated.
  package var product: TextID
  /// The day of registration.
  package var registered: CalendarDate?
  /// The day the registration was renewed last.
  package var renewed: CalendarDate?
  /// The day of the last successful authorization.
  package var authorized: CalendarDate?
  /// The day it was heard of last.
  package var lastContact: CalendarDate?
  /// As written; empty where none is stated.
  package var status: TextID
}

/// An event of the portal's log, in the words of the export.
package struct Event: Sendable {
  /// Place in the account's `virtualAccounts`; nil: of the whole account.
  package var virtualAccount: Int?
  /// As the export writes it.
  package var time: TextID
  /// The day of the time as written; nil where it is none.
  package var day: CalendarDate?
  /// Empty where none is stated.
  package var type: TextID
  /// The portal's own words.
  package var message: TextID
  /// Empty where none is stated.
  package var user: TextID
}

/// How many rows of one kind and place were left out.
package struct RejectedCount: Sendable {
  /// What the rows would have been.
  package var kind: ExportKind
  /// Place in the account's `virtualAccounts`; nil where it was not read or no kept row names it.
  package var virtualAccount: Int?
  /// How many they are.
  package var rows: Int
}
