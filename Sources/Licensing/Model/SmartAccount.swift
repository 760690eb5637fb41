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
  package var licenses: [License] = []
  /// The terms of all licenses, license by license.
  package var terms: [Term] = []
  package var instances: [ProductInstance] = []
  package var events: [Event] = []
  /// In input order; rows without a license of this account are already rejected.
  package var preferences: [PreferenceRow] = []
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
  /// Place in the account's `virtualAccounts`.
  package var virtualAccount: Int
  package var name: TextID
  /// nil: unknown.
  package var inUse: Int?
  package var isOutOfCompliance: Bool
  /// Places in the account's `terms`.
  package var terms: Range<Int>
}

/// A quantity of a license from a start to an end.
package struct Term: Sendable {
  /// Place in the account's `licenses`.
  package var license: Int
  package var quantity: Int
  package var start: CalendarDate?
  package var end: TermEnd
  package var type: TextID
  package var subscription: TextID
  package var sku: TextID

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
  package var name: TextID
  package var product: TextID
  package var registered: CalendarDate?
  package var renewed: CalendarDate?
  package var authorized: CalendarDate?
  package var lastContact: CalendarDate?
  /// As written; empty where none is stated.
  package var status: TextID
}

/// An event of the portal's log, in the words of the export.
package struct Event: Sendable {
  /// Place in the account's `virtualAccounts`; nil: of the whole account.
  package var virtualAccount: Int?
  package var time: TextID
  package var day: CalendarDate?
  package var type: TextID
  package var message: TextID
  package var user: TextID
}

/// How many rows of one kind and place were left out.
package struct RejectedCount: Sendable {
  package var kind: ExportKind
  /// Place in the account's `virtualAccounts`; nil where it was not read or no kept row names it.
  package var virtualAccount: Int?
  package var rows: Int
}
