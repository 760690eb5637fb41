/// What may be saved for a user, and which fields change by it.
///
/// All or nothing: one reason refuses everything, and every reason is given at once. A field is
/// wrong where `FieldRules` find a problem in it; a value that reading would only ignore is
/// refused too.
package struct SavingRule {
  /// What is to be written, or why nothing is.
  package struct Outcome: Sendable {
    /// The user is in no row yet.
    package var isNew: Bool
    /// What changes; a field that says the same already is not written again.
    package var values: [PreferenceField: PreferenceValue] = [:]
    /// Every reason, or none.
    package var refusals: [SavingRefusal] = []
  }

  private let account: SmartAccount
  private let settings: RuleSettings
  private let locales: Set<String>
  private var texts: TextTable
  private let rules: FieldRules
  private var refusals: [SavingRefusal] = []

  /// Judges a request; texts that are new come into the table.
  package static func judge(
    _ request: SavingRequest, in account: SmartAccount, texts: inout TextTable,
    settings: RuleSettings, locales: Set<String>
  ) -> Outcome {
    var rule = SavingRule(
      account: account, settings: settings, locales: locales, texts: texts,
      rules: FieldRules(in: account, texts: texts, settings: settings, locales: locales))
    let outcome = rule.judge(request)
    texts = rule.texts
    return outcome
  }

  private mutating func judge(_ request: SavingRequest) -> Outcome {
    let old = rows(of: request.email).first
    checkWho(request, old: old)
    var row = old ?? newRow(request.email)
    var values = request.values.mapValues(\.ordered)
    if old == nil {
      for flag in [PreferenceField.dailySummary, .statusNotification] where values[flag] == nil {
        values[flag] = .flag(false)
      }
    }
    for (field, value) in values { row.set(field, to: value, texts: &texts) }
    if let windows = impliedWindows(from: old, to: row, request) {
      values[.expiryWindows] = .choice(windows)
      row.expiryWindows = windows
    }
    check(request.values, in: row)
    var outcome = Outcome(isNew: old == nil)
    for field in PreferenceField.allCases {
      guard let value = values[field] else { continue }
      let isImplied = request.values[field] == nil
      if old == nil, request.missing.contains(field), value.saysNothing { continue }
      if let old, !isImplied, !request.unsound.contains(field), isSame(field, in: old, and: row) {
        continue
      }
      if request.missing.contains(field) {
        if !isImplied { refuse(field, "no-column", "the file has no column for it (add it first)") }
        continue
      }
      outcome.values[field] = value
    }
    outcome.refusals = refusals
    return outcome
  }

  private func rows(of email: String) -> [PreferenceRow] {
    let address = email.lowercasedASCII
    return account.preferences.filter { texts.string($0.email).lowercasedASCII == address }
  }

  private mutating func refuse(_ field: PreferenceField?, _ code: String, _ message: String) {
    refusals.append(SavingRefusal(field, code, message))
  }

  /// A user of the whole account who chose nothing.
  private mutating func newRow(_ email: String) -> PreferenceRow {
    var row = PreferenceRow(
      account: account.domain, email: texts.insert(email),
      location: SourceLocation(file: 0, line: 0, column: 0))
    row.virtualAccounts = .all
    return row
  }

  /// Who may save for whom.
  private mutating func checkWho(_ request: SavingRequest, old: PreferenceRow?) {
    let isOwn = request.savedBy.lowercasedASCII == request.email.lowercasedASCII
    let isAdministrator = account.isAdministrator(request.savedBy, texts: texts)
    let domain = texts.string(account.domain)
    if !isOwn && !isAdministrator {
      refuse(
        nil, "not-administrator",
        "\(request.savedBy.quoted) is no smart-account-admin of '\(domain)', and may save "
          + "preferences of its own only")
    }
    let isAdministrators = old.map { Role(texts.string($0.role)) == .administrator } ?? false
    if case .addresses(let addresses) = request.values[.additionalEmails], !addresses.isEmpty,
      !isAdministrator, isAdministrators
    {
      refuse(
        .additionalEmails, "additional-email-not-allowed",
        "only a smart-account-admin may set additional addresses")
    }
    if old == nil, !EmailAddress.isValid(request.email) {
      refuse(nil, "bad-email", "\(request.email.quoted) is not an e-mail address")
    }
  }

  /// Turning the summary and the expiring event on preselects the default window; turning either
  /// off clears the windows.
  ///
  /// nil where neither happens, or where the request names windows.
  private func impliedWindows(
    from old: PreferenceRow?, to row: PreferenceRow, _ request: SavingRequest
  ) -> PreferenceRow.Choice? {
    guard request.values[.expiryWindows] == nil else { return nil }
    let (wasOn, isOn) = (old.map(tellsExpiring) ?? false, tellsExpiring(row))
    if isOn && !wasOn { return .listed([String(settings.preselectedWindow)]) }
    guard wasOn && !isOn else { return nil }
    // `none` is as clear as it can be.
    return row.expiryWindows == .unset || row.expiryWindows == .none
      ? Optional<PreferenceRow.Choice>.none : .unset
  }

  private func tellsExpiring(_ row: PreferenceRow) -> Bool {
    row.dailySummary
      && rules.alertTypes(row.alertEvents, at: row.location).value.contains(.licensesExpiring)
  }

  /// Everything that is wrong with the fields asked for, and with the row as a whole.
  private mutating func check(
    _ values: [PreferenceField: PreferenceValue], in row: PreferenceRow
  ) {
    let scope = rules.scope(of: row, isAdministrator: isAdministrator(row))
    if scope.value == nil, let rejection = scope.problems.first {
      refuse(nil, rejection.code, rejection.sentence)
    }
    for field in PreferenceField.allCases where values[field] != nil && field != .locale {
      var found: Set<SavingRefusal> = []
      for problem in problems(of: field, in: row) {
        let refusal = SavingRefusal(field, problem.code, problem.sentence)
        if found.insert(refusal).inserted { refusals.append(refusal) }
      }
    }
    if case .text(let locale) = values[.locale] { checkLocale(locale) }
  }

  /// What is wrong with a field, by itself and beside the others of its row.
  private func problems(of field: PreferenceField, in row: PreferenceRow) -> [Diagnostic] {
    let location = row.location
    let found: [Diagnostic]
    switch field {
    case .dailySummary, .statusNotification: found = []
    case .alertEvents: found = rules.alertTypes(row.alertEvents, at: location).problems
    case .expiryWindows:
      let types = rules.alertTypes(row.alertEvents, at: location).value
      let choice = row.expiryWindows
      found =
        rules.windows(choice, isSummaryOn: true, types: .all, at: location).problems
        + rules.windows(choice, isSummaryOn: row.dailySummary, types: types, at: location).problems
    case .additionalEmails:
      found = [true, isAdministrator(row)].flatMap {
        rules.additionalEmails(row.additionalEmails, isAdministrator: $0, at: location).problems
      }
    case .locale: found = rules.locale(texts.string(row.locale), at: location).problems
    }
    return found.filter { $0.severity != .note }
  }

  private func isAdministrator(_ row: PreferenceRow) -> Bool {
    Role(texts.string(row.role)) == .administrator
  }

  /// P12: an unknown one is read as English, but not saved.
  private mutating func checkLocale(_ written: String) {
    let language = String(written.prefix { $0 != "-" && $0 != "_" }).lowercasedASCII
    let isWord = written.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 32) || byte == 45 || byte == 95
    }
    if written.isEmpty || isWord && locales.contains(language) { return }
    let known = locales.sorted().joined(separator: ", ")
    refuse(
      .locale, "unknown-locale",
      "locale \(written.quoted) is not known (expected one of \(known))")
  }

  /// Whether two rows say the same in a field, and the first says it without a mistake.
  private mutating func isSame(
    _ field: PreferenceField, in old: PreferenceRow, and new: PreferenceRow
  ) -> Bool {
    var kept = new
    kept.set(field, to: old.value(of: field, texts: texts), texts: &texts)
    if !problems(of: field, in: kept).isEmpty { return false }
    switch field {
    case .dailySummary: return old.dailySummary == new.dailySummary
    case .statusNotification: return old.statusNotification == new.statusNotification
    case .alertEvents:
      return rules.alertTypes(old.alertEvents, at: old.location).value
        == rules.alertTypes(new.alertEvents, at: old.location).value
    case .expiryWindows: return windows(of: old) == windows(of: new)
    case .locale: return locale(of: old) == locale(of: new)
    case .additionalEmails:
      let (left, right) = (old.additionalEmails, new.additionalEmails)
      return Set(left.map(\.lowercasedASCII)) == Set(right.map(\.lowercasedASCII))
    }
  }

  private func windows(of row: PreferenceRow) -> WindowSelection {
    rules.windows(row.expiryWindows, isSummaryOn: true, types: .all, at: row.location).value
  }

  private func locale(of row: PreferenceRow) -> String {
    rules.locale(texts.string(row.locale), at: row.location).value
  }
}
