/// What rules P2 to P13 make of one preference row, as if it were the only one.
package struct JudgedRow: Sendable {
  /// Whether the row's user is a smart-account admin (P7).
  package let isAdministrator: Bool
  /// nil where the row is rejected (P8); then no other field holds.
  package let scope: Scope?
  /// What is ticked (P2).
  package private(set) var alertTypes = AlertTypes.all
  /// What holds (P3 to P5); none while the daily summary is off.
  package private(set) var windows = WindowSelection([])
  /// The language (P12).
  package private(set) var locale = "en"
  /// Those that may be used (P7).
  package private(set) var additionalEmails: [String] = []
  /// What is wrong with the row.
  package private(set) var diagnostics: [Diagnostic]

  /// Judges a row.
  package init(_ row: PreferenceRow, by rules: FieldRules) {
    let role = rules.role(row.role, at: row.location)
    isAdministrator = role.value == .administrator
    let scope = rules.scope(of: row, isAdministrator: isAdministrator)
    self.scope = scope.value
    diagnostics = role.problems + scope.problems
    if scope.value == nil { return }
    let types = rules.alertTypes(row.alertEvents, at: row.alertEventsLocation)
    let windows = rules.windows(
      row.expiryWindows, isSummaryOn: row.dailySummary, types: types.value,
      at: row.expiryWindowsLocation)
    let locale = rules.locale(rules.texts.string(row.locale), at: row.localeLocation)
    let others = rules.additionalEmails(
      row.additionalEmails, isAdministrator: isAdministrator, at: row.additionalEmailsLocation)
    alertTypes = types.value
    self.windows = windows.value
    self.locale = locale.value
    additionalEmails = others.value
    diagnostics += types.problems + windows.problems + locale.problems + others.problems
  }

  /// Judges a row of an account alone; for many rows the rules are made once.
  package init(
    _ row: PreferenceRow, in account: SmartAccount, texts: TextTable, settings: RuleSettings,
    locales: Set<String>
  ) {
    var alone = account
    alone.preferences = [row]
    self.init(
      row, by: FieldRules(in: alone, texts: texts, settings: settings, locales: locales))
  }
}
