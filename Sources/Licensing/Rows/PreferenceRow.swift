/// One user's notification preferences as an export states them; rules P1 to P13 judge them.
package struct PreferenceRow: Sendable {
  /// A field of words (windows, events) as the export states it.
  package enum Choice: Hashable, Sendable {
    /// Empty or missing: the default holds.
    case unset
    /// `*`
    case all
    /// `none`, alone.
    case none
    /// The words as written, trimmed and not empty; `none` and `*` may be among several.
    case listed([String])
  }

  /// The account domain, in small letters.
  package var account: TextID
  /// A valid address, as written (P13).
  package var email: TextID
  /// As written; P7 says which names mean a smart-account admin.
  package var role: TextID
  /// Whether the daily summary is on (P1).
  package var dailySummary: Bool
  /// Whether status notices are on.
  package var statusNotification: Bool
  /// The virtual accounts that are listed, or `.all` for `*`.
  ///
  /// A list never holds the empty name.
  package var virtualAccounts: Scope
  /// The ticked events, words not yet judged (P2).
  package var alertEvents: Choice
  /// The ticked windows, words not yet judged (P5).
  package var expiryWindows: Choice
  /// As written, in order, each trimmed; not yet checked by P7.
  package var additionalEmails: [String]
  /// As written.
  package var locale: TextID
  /// Where the row begins.
  package var location: SourceLocation
  /// Where each field is; in XML where the element's start tag ends.
  package var virtualAccountsLocation: SourceLocation
  /// Where their field is.
  package var alertEventsLocation: SourceLocation
  /// Where their field is.
  package var expiryWindowsLocation: SourceLocation
  /// Where their field is.
  package var additionalEmailsLocation: SourceLocation
  /// Where its field is.
  package var localeLocation: SourceLocation

  /// The virtual accounts a row names.
  package enum Scope: Hashable, Sendable {
    case all
    case listed([TextID])
  }

  /// A row that has one location, as tests write it.
  package init(account: TextID, email: TextID, location: SourceLocation) {
    self.account = account
    self.email = email
    role = .empty
    dailySummary = false
    statusNotification = false
    virtualAccounts = .listed([])
    alertEvents = .unset
    expiryWindows = .unset
    additionalEmails = []
    locale = .empty
    self.location = location
    virtualAccountsLocation = location
    alertEventsLocation = location
    expiryWindowsLocation = location
    additionalEmailsLocation = location
    localeLocation = location
  }
}
