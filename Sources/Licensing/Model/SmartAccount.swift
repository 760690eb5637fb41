/// A customer, joined from all exports: everything the rules judge, and nothing of how it was read.
///
/// `virtualAccounts` is sorted by name and `licenses` by virtual account and name, so an index in
/// either list also says the order. Identifiers of texts belong to the inventory's table.
package struct SmartAccount: Sendable {
  /// The account domain: the key.
  package var domain: TextID
  /// The display name; the domain where no export gives one.
  package var name: TextID
  /// Names, sorted by their letters, ASCII capitals as small ones, then by their bytes.
  package var virtualAccounts: [TextID] = []
  /// Sorted by virtual account and name.
  package var licenses: [License] = []
  /// The terms of all licenses, license by license.
  package var terms: [Term] = []
  /// Sorted by virtual account and name.
  package var instances: [ProductInstance] = []
  /// In input order.
  package var events: [Event] = []
  /// The portal's own alerts, in input order.
  package var statedAlerts: [StatedAlert] = []
  /// Rows of dismissals, in input order.
  package var dismissals: [Dismissal] = []
  /// In input order; rows without a license of this account are already rejected.
  package var preferences: [PreferenceRow] = []
  /// The file of its first license row; nil where it has none.
  package var firstFile: Int32?
  /// How many rows were left out, by kind and virtual account.
  package var rejected: [RejectedCount] = []
  /// Files of the account's folder that were rejected or passed over with a warning.
  package var unreadFiles = 0
  /// What the previous run knew and tonight may not have been read.
  package var remembered: [RememberedFact] = []
  /// Whether the previous run had licenses of the account, and tonight's exports name none.
  package var hasLostAll = false
  /// Addresses of preference rows that were rejected since the account has no license row.
  package var refusedUsers: [TextID] = []
  /// Whether a license row of the account was kept.
  package var hasLicenseRows: Bool { !licenses.isEmpty }

  /// Whether its readers get messages: it has licenses, or lost them all but now.
  package var isTold: Bool { hasLicenseRows || hasLostAll }

  /// An account nothing is known of but its domain.
  package init(domain: TextID) {
    self.domain = domain
    name = domain
  }
}

/// An alert of the previous run, at its virtual account.
package struct RememberedFact: Sendable {
  /// Index in the account's `virtualAccounts`; nil: of the whole account.
  package var virtualAccount: Int?
  /// The alert as it was.
  package var alert: RememberedRow.Alert
}

/// How many rows of one kind and virtual account were left out.
package struct RejectedCount: Sendable {
  /// What the rows would have been.
  package var kind: ExportKind
  /// Index in the account's `virtualAccounts`; nil where it was not read or no kept row names it.
  package var virtualAccount: Int?
  /// How many they are.
  package var rows: Int
}
