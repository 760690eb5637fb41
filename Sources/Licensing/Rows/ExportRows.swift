/// What was read from one export file: rows in file order, and the problems found on the way.
///
/// Identifiers of texts belong to `texts` of the same value.
package struct ExportRows: Sendable {
  /// What the rows' identifiers stand for.
  package var texts = TextTable()
  /// What the file holds; nil where it was rejected.
  package var kind: ExportKind?
  /// Terms, one a row.
  package var licenses: [LicenseRow] = []
  /// Product instances, one a row.
  package var instances: [InstanceRow] = []
  /// Events, one a row.
  package var events: [EventRow] = []
  /// The portal's own alerts, one a row.
  package var alerts: [AlertRow] = []
  /// Alerts that are dismissed, one a row.
  package var dismissals: [DismissalRow] = []
  /// Users, one a row.
  package var preferences: [PreferenceRow] = []
  /// What was left out, one a row.
  package var rejected: [RejectedRow] = []
  /// What the previous run knew of accounts of which tonight's rows may lack some.
  package var remembered: [RememberedRow] = []
  /// Where accounts of other shards have licenses.
  package var elsewhere: [ElsewhereRow] = []
  /// What was found wrong, in the order it was found.
  package var diagnostics = DiagnosticLog()
  /// The file broke midway: complete rows before were kept.
  package var isCutShort = false
  /// What JSON responses say of their extent; none of every other file.
  package var pages: [ResponsePage] = []

  /// Nothing read yet.
  package init() {}

  /// Rows that were used.
  package var kept: Int {
    licenses.count + instances.count + events.count + alerts.count + dismissals.count
      + preferences.count
  }
}

/// What a file holds.
///
/// A `<license-export>` may hold licenses, instances, events and alerts at once.
package enum ExportKind: String, Sendable {
  case licenses, instances, events, alerts, dismissals, preferences
}

/// How much of an account's licenses, or of another list of it, one response of the portal holds.
package struct ResponsePage: Hashable, Sendable {
  /// The key of its list; pages of one list belong together.
  package let list: String
  /// The account domain it states; nil where it states none, and the folder's counts.
  package var account: String?
  /// The entries of the list, whether their rows were kept or rejected; not their details.
  package var entries = 0
  /// How many all pages have together; nil where the page does not say.
  package var total: Int?
  /// It says that another page follows it.
  package var continues = false
  /// Where it states the total; where it begins where it states none.
  package var location: SourceLocation

  /// A page without entries.
  package init(list: String, location: SourceLocation) {
    self.list = list
    self.location = location
  }
}

/// A product instance as an export states it.
///
/// Dates after the report date are not yet corrected.
package struct InstanceRow: Sendable {
  /// The account domain, in small letters.
  package var account: TextID
  /// Its name; empty where a response of devices states none.
  package var virtualAccount: TextID
  /// The instance's name, never empty.
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
  /// Whether a date that decides an alert cannot be read.
  package var hasIgnoredValue: Bool
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of these facts.
  package init(
    account: TextID, virtualAccount: TextID, name: TextID, product: TextID = .empty,
    registered: CalendarDate? = nil, renewed: CalendarDate? = nil,
    authorized: CalendarDate? = nil, lastContact: CalendarDate? = nil, status: TextID = .empty,
    hasIgnoredValue: Bool = false, location: SourceLocation
  ) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.name = name
    self.product = product
    self.registered = registered
    self.renewed = renewed
    self.authorized = authorized
    self.lastContact = lastContact
    self.status = status
    self.hasIgnoredValue = hasIgnoredValue
    self.location = location
  }
}

/// An event of the portal's log.
package struct EventRow: Sendable {
  /// The account domain, in small letters.
  package var account: TextID
  /// Empty: of the whole account.
  package var virtualAccount: TextID
  /// As written.
  package var time: TextID
  /// The day of `time`; nil where it is no day, and then no summary shows the event.
  package var day: CalendarDate?
  /// As written; empty where none is stated.
  package var type: TextID
  /// As written.
  package var message: TextID
  /// As written; empty where none is stated.
  package var user: TextID
  /// Where the row begins.
  package var location: SourceLocation

  /// A row of these facts.
  package init(
    account: TextID, virtualAccount: TextID, time: TextID, day: CalendarDate?, type: TextID,
    message: TextID, user: TextID, location: SourceLocation
  ) {
    self.account = account
    self.virtualAccount = virtualAccount
    self.time = time
    self.day = day
    self.type = type
    self.message = message
    self.user = user
    self.location = location
  }
}

/// A row that was left out, by kind and by what could be read of its account.
package struct RejectedRow: Sendable {
  /// What it would have been.
  package var kind: ExportKind
  /// Empty: could not be read.
  package var account: TextID
  /// Empty: could not be read.
  package var virtualAccount: TextID

  /// A rejected row of this kind and account.
  package init(kind: ExportKind, account: TextID, virtualAccount: TextID) {
    self.kind = kind
    self.account = account
    self.virtualAccount = virtualAccount
  }
}
