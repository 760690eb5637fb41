/// Who gets what in one account: the preferences after rules P1 to P13.
package struct Grants: Sendable {
  /// In the order of each address's first row.
  package var dailySummaries: [Grant] = []
  /// Who gets status notices, each address once.
  package var statusNotices: [Grant] = []
  /// Rows that no rule rejected.
  package var usedRows = 0
  /// Addresses of rows that were used but grant nothing.
  package var withoutMessages: [String] = []
  /// Problems of the preferences, in input order.
  package var diagnostics = DiagnosticLog()
}
