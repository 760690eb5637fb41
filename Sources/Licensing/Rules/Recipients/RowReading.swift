/// What rules P1 to P13 make of one preference row, as if it stood alone.
package struct RowReading: Sendable {
  /// Whether the row's user is a smart-account admin (P7).
  package let isAdministrator: Bool
  /// What is ticked, by P2.
  package private(set) var alertTypes = AlertTypes.all
  /// What holds, by P3 to P5; none while the daily summary is off.
  package private(set) var windows = WindowSelection([])
  /// The language, by P12.
  package private(set) var locale = "en"
  /// nil where the row is rejected (P8).
  package private(set) var scope: Scope?
  /// Those that may be used (P7).
  package private(set) var additionalEmails: [String] = []
  /// What is wrong with the row.
  package let diagnostics: [Diagnostic]

  /// Judges a row of an account.
  package init(
    _ row: PreferenceRow, in account: SmartAccount, texts: TextTable, settings: RuleSettings,
    locales: Set<String>
  ) {
    isAdministrator = RecipientRule.isAdministrator(texts.string(row.role))
    var alone = account
    // With one kind on, so that events and scope are told in any case.
    var told = row
    told.statusNotification = true
    alone.preferences = [told]
    let grants = RecipientRule.grants(
      in: alone, texts: texts, settings: settings, locales: locales)
    diagnostics = grants.diagnostics
    guard let grant = grants.statusNotices.first else { return }
    alertTypes = grant.alertTypes
    locale = grant.locale
    scope = grant.scope
    additionalEmails = grants.statusNotices.dropFirst().map(\.address)
    windows = grants.dailySummaries.first?.windows ?? WindowSelection([])
  }
}
