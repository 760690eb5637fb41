/// What one address in one account gets of one kind of message.
package struct Grant: Hashable, Sendable {
  /// As first written.
  package var address: String
  /// The part before `-` or `_`, lower case: `en`, `fr`.
  package var locale: String
  package var windows: WindowSelection
  package var alertTypes: AlertTypes
  package var scope: Scope
}

/// Who gets what in one account: the preferences after rules P1 to P13.
package struct Grants: Sendable {
  /// In the order of each address's first row.
  package var dailySummaries: [Grant] = []
  package var statusNotices: [Grant] = []
  /// Rows that no rule rejected.
  package var usedRows = 0
  /// Addresses of rows that were used but grant nothing.
  package var silent: [String] = []
  /// Problems of the preferences, in input order.
  package var diagnostics: [Diagnostic] = []
}
