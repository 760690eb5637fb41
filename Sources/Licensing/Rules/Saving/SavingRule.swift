/// What may be saved for a user, and which fields change by it (docs/preferences.md).
///
/// All or nothing: one reason refuses everything, and every reason is told at once. What is wrong
/// with a field is what `RecipientRule` finds wrong when it reads one; saving refuses it, also where
/// reading would go on without it.
package struct SavingRule {
  /// What is to be written, or why nothing is.
  package struct Outcome: Sendable {
    /// The user stands in no row yet.
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
  private var refusals: [SavingRefusal] = []

  /// Judges a request; texts that are new come into the table.
  package static func judge(
    _ request: SavingRequest, in account: SmartAccount, texts: inout TextTable,
    settings: RuleSettings, locales: Set<String>
  ) -> Outcome {
    var rule = SavingRule(account: account, settings: settings, locales: locales, texts: texts)
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
    let isOwn = request.asker.lowercasedASCII == request.email.lowercasedASCII
    let isAdministrator = rows(of: request.asker).contains {
      RecipientRule.isAdministrator(texts.string($0.role))
    }
    let domain = texts.string(account.domain)
    if !isOwn && !isAdministrator {
      refuse(
        nil, "not-administrator",
        "\(request.asker.quoted) is no smart-account-admin of '\(domain)', and may save "
          + "preferences of its own only")
    }
    let isAdministrators = old.map { RecipientRule.isAdministrator(texts.string($0.role)) } ?? false
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

  /// Turning the summary and the expiring event on preselects 90, turning either off clears the
  /// windows; nil where neither happens or windows are asked for.
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
    row.dailySummary && reading(row).alertTypes.contains(.licensesExpiring)
  }

  private func reading(_ row: PreferenceRow) -> RowReading {
    RowReading(row, in: account, texts: texts, settings: settings, locales: locales)
  }

  /// Everything that is wrong with the fields asked for, and with the row as a whole.
  private mutating func check(
    _ values: [PreferenceField: PreferenceValue], in row: PreferenceRow
  ) {
    let whole = reading(row).diagnostics
    if let rejection = whole.first(where: { $0.code == "empty-scope" }) {
      refuse(nil, rejection.code, rejection.messageWithoutLoss)
    }
    for field in PreferenceField.allCases where values[field] != nil {
      let alone = probe(field, in: row)
      let own = reading(alone).diagnostics + whole
      var told: Set<SavingRefusal> = []
      for problem in own where problem.field == field {
        let refusal = SavingRefusal(field, problem.code, problem.messageWithoutLoss)
        if field != .locale, told.insert(refusal).inserted { refusals.append(refusal) }
      }
    }
    if case .text(let locale) = values[.locale] { checkLocale(locale) }
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

  /// A row that turns everything on, so that a field of another is judged for itself.
  private mutating func probe(_ field: PreferenceField, in row: PreferenceRow) -> PreferenceRow {
    var probe = newRow(texts.string(row.email))
    probe.role = texts.insert("admin")
    probe.set(field, to: row.value(of: field, texts: texts), texts: &texts)
    probe.dailySummary = true
    return probe
  }

  /// Whether two rows say the same in a field, and the first says it without a mistake.
  private mutating func isSame(
    _ field: PreferenceField, in old: PreferenceRow, and new: PreferenceRow
  ) -> Bool {
    let probes = (probe(field, in: old), probe(field, in: new))
    let readings = (reading(probes.0), reading(probes.1))
    var kept = new
    kept.set(field, to: old.value(of: field, texts: texts), texts: &texts)
    let problems = readings.0.diagnostics + reading(kept).diagnostics
    if problems.contains(where: { $0.field == field }) { return false }
    switch field {
    case .dailySummary: return old.dailySummary == new.dailySummary
    case .statusNotification: return old.statusNotification == new.statusNotification
    case .alertEvents: return readings.0.alertTypes == readings.1.alertTypes
    case .expiryWindows: return readings.0.windows == readings.1.windows
    case .locale: return readings.0.locale == readings.1.locale
    case .additionalEmails:
      let (left, right) = (old.additionalEmails, new.additionalEmails)
      return Set(left.map(\.lowercasedASCII)) == Set(right.map(\.lowercasedASCII))
    }
  }
}

extension PreferenceValue {
  /// Words in the order of P2 or the largest first, each once; words that are neither stay last.
  fileprivate var ordered: PreferenceValue {
    guard case .choice(.listed(let words)) = self else { return self }
    func place(_ word: String) -> Int {
      if let days = Int(word) { return -days }
      return AlertType(rawValue: word).flatMap { AlertType.allCases.firstIndex(of: $0) } ?? 1_000
    }
    var told: Set<String> = []
    let once = words.map(\.asWord).filter { told.insert($0).inserted }
    let sorted = once.enumerated().sorted {
      (place($0.element), $0.offset) < (place($1.element), $1.offset)
    }.map(\.element)
    return .choice(sorted == AlertType.allCases.map(\.rawValue) ? .all : .listed(sorted))
  }
}

extension String {
  /// A number without zeros before it, a name in small letters.
  fileprivate var asWord: String {
    let isNumber = !utf8.isEmpty && utf8.allSatisfy { (48...57).contains($0) }
    return isNumber ? Int(self).map(String.init) ?? self : lowercasedASCII
  }
}

extension Diagnostic {
  /// The field a problem that `RecipientRule` found is about; nil where it is about the scope.
  var field: PreferenceField? {
    switch code {
    case "unknown-alert-event", "none-beside-others": .alertEvents
    case "window-not-offered", "window-without-effect": .expiryWindows
    case "bad-additional-email", "additional-email-not-allowed": .additionalEmails
    case "unknown-locale": .locale
    default: nil
    }
  }

  /// The message without what was left out.
  package var messageWithoutLoss: String {
    guard severity == .error, let end = message.lastIndex(of: ";") else { return message }
    return String(message[..<end])
  }
}
