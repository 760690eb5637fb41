/// What one address in one account gets of one kind of message.
package struct Grant: Hashable, Sendable {
  /// As first written.
  package var address: String
  /// The part before `-` or `_`, lower case: `en`, `fr`.
  package var locale: String
  /// The days that are ticked (P3 to P6).
  package var windows: WindowSelection
  /// The events that are ticked (P2).
  package var alertTypes: AlertTypes
  /// What of the account may be seen (P8).
  package var scope: Scope
}

/// Who gets what in one account: the preferences after rules P1 to P13.
package struct Grants: Sendable {
  /// In the order of each address's first row.
  package var dailySummaries: [Grant] = []
  /// Who gets status notices, each address once.
  package var statusNotices: [Grant] = []
  /// Rows that no rule rejected.
  package var usedRows = 0
  /// Addresses of rows that were used but grant nothing.
  package var silent: [String] = []
  /// Problems of the preferences, in input order.
  package var diagnostics: [Diagnostic] = []
}
