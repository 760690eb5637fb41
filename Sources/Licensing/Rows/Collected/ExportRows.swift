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
