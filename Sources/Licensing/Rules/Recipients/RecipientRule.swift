/// Rules P1 to P13: from the preference rows of one account to who gets what.
///
/// The rules are written out in the module's documentation, `Licensing.docc`.
package struct RecipientRule {
  private let account: SmartAccount
  private let domain: String
  private let texts: TextTable
  private let settings: RuleSettings
  private let locales: Set<String>
  /// Made when a row lists virtual accounts, which few do.
  private lazy var virtualAccountIndices = Dictionary(
    uniqueKeysWithValues: account.virtualAccounts.enumerated().map { ($1, $0) })
  private var grants = Grants()
  private var dailySummaries = GrantList()
  private var statusNotices = GrantList()

  /// Judges an account's rows.
  ///
  /// `locales` are the languages there are templates for.
  package static func grants(
    in account: SmartAccount, texts: TextTable, settings: RuleSettings, locales: Set<String>
  ) -> Grants {
    var rule = RecipientRule(
      account: account, domain: texts.string(account.domain), texts: texts, settings: settings,
      locales: locales)
    for row in account.preferences { rule.judge(row) }
    rule.grants.dailySummaries = rule.dailySummaries.grants
    rule.grants.statusNotices = rule.statusNotices.grants
    return rule.grants
  }

  private init(
    account: SmartAccount, domain: String, texts: TextTable, settings: RuleSettings,
    locales: Set<String>
  ) {
    self.account = account
    self.domain = domain
    self.texts = texts
    self.settings = settings
    self.locales = locales
  }

  private mutating func judge(_ row: PreferenceRow) {
    let isAdministrator = Self.isAdministrator(texts.string(row.role))
    guard let scope = scope(of: row, isAdministrator: isAdministrator) else { return }
    grants.usedRows += 1
    let types = alertTypes(of: row)
    let windows = windows(of: row, types: types)
    let locale = locale(of: row)
    let grant = Grant(
      address: texts.string(row.email), locale: locale, windows: windows, alertTypes: types,
      scope: scope)
    let others = additionalAddresses(of: row, isAdministrator: isAdministrator)
    add(grant, row)
    for address in others {
      var other = grant
      other.address = address
      add(other, row)
    }
  }

  private mutating func add(_ grant: Grant, _ row: PreferenceRow) {
    if row.dailySummary { dailySummaries.unite(grant) }
    if row.statusNotification { statusNotices.unite(grant.withoutWindows) }
    if !row.dailySummary && !row.statusNotification { grants.withoutMessages.append(grant.address) }
  }

  /// P7: the names of the role whose reader sees the whole account and may add addresses.
  package static func isAdministrator(_ role: String) -> Bool {
    switch role.lowercasedASCII {
    case "smart-account-admin", "smart account administrator", "admin": true
    default: false
    }
  }

  /// P8.
  ///
  /// nil: the row is rejected.
  private mutating func scope(of row: PreferenceRow, isAdministrator: Bool) -> Scope? {
    guard !isAdministrator, case .listed(let names) = row.virtualAccounts else {
      return .wholeAccount
    }
    var indices: Set<Int> = []
    var unknown: [TextID] = []
    for name in names {
      if let index = virtualAccountIndices[name] {
        indices.insert(index)
      } else if !unknown.contains(name) {
        unknown.append(name)
      }
    }
    if indices.isEmpty {
      report(
        .error(
          "empty-scope",
          names.isEmpty
            ? "no virtual account is listed for \(texts.string(row.email).quoted) (expected names or *)"
            : "none of the listed virtual accounts exists in account '\(domain)'",
          loss: .row, value: names.first.map(texts.string), account: domain,
          at: row.virtualAccountsLocation))
      return nil
    }
    for name in unknown {
      let name = texts.string(name)
      report(
        .warning(
          "unknown-virtual-account",
          "virtual account \(name.quoted) does not exist in account '\(domain)'", value: name,
          account: domain, at: row.virtualAccountsLocation))
    }
    return .listed(indices.sorted())
  }

  /// P2.
  private mutating func alertTypes(of row: PreferenceRow) -> AlertTypes {
    switch row.alertEvents {
    case .unset, .all: return .all
    case .none: return []
    case .listed(let words):
      var types: AlertTypes = []
      for word in words {
        if word == "*" {
          types = .all
        } else if let type = AlertType(rawValue: word.lowercasedASCII) {
          types.insert(AlertTypes(type))
        } else {
          reportUnknownEvent(word, row)
        }
      }
      // With every word ignored the field counts as missing: a typing error silences nothing.
      return types.isEmpty ? .all : types
    }
  }

  private mutating func reportUnknownEvent(_ word: String, _ row: PreferenceRow) {
    let isNone = word.lowercasedASCII == "none"
    report(
      .error(
        isNone ? "none-beside-others" : "unknown-alert-event",
        isNone
          ? "alert event 'none' stands beside others"
          : "alert event \(word.quoted) does not exist (expected "
            + AlertType.allCases.map(\.rawValue).joined(separator: ", ") + ")",
        loss: .value, value: word, account: domain, at: row.alertEventsLocation))
  }

  /// P3 to P5.
  private mutating func windows(of row: PreferenceRow, types: AlertTypes) -> WindowSelection {
    guard row.dailySummary, types.contains(.licensesExpiring) else {
      if case .listed(let words) = row.expiryWindows {
        let cause = row.dailySummary ? "licenses-expiring is not ticked" : "daily summary is off"
        report(
          .warning(
            "window-without-effect", "expiry windows have no effect, since \(cause)",
            value: words.joined(separator: " "), account: domain, at: row.expiryWindowsLocation))
      }
      return WindowSelection([])
    }
    switch row.expiryWindows {
    case .none: return WindowSelection([])
    case .unset: return WindowSelection([settings.preselectedWindow])
    case .all:
      reportWindow("*", row)
      return WindowSelection([settings.preselectedWindow])
    case .listed(let words):
      let ticked = words.compactMap { offeredWindow($0, row) }
      return WindowSelection(ticked.isEmpty ? [settings.preselectedWindow] : ticked)
    }
  }

  private mutating func offeredWindow(_ word: String, _ row: PreferenceRow) -> Int? {
    let isDigits = word.utf8.allSatisfy { (48...57).contains($0) }
    if isDigits, let days = Int(word), settings.windows.contains(days) { return days }
    reportWindow(word, row)
    return nil
  }

  private mutating func reportWindow(_ word: String, _ row: PreferenceRow) {
    let offered = settings.windows.sorted(by: >).map(String.init).joined(separator: ", ")
    report(
      .error(
        "window-not-offered",
        "expiry window \(word.quoted) is not offered (expected one of \(offered))",
        loss: .value, value: word, account: domain, at: row.expiryWindowsLocation))
  }

  /// P12.
  private mutating func locale(of row: PreferenceRow) -> String {
    let written = texts.string(row.locale)
    if written.isEmpty { return "en" }
    let isLanguage = written.utf8.allSatisfy { (97...122).contains($0) }
    if isLanguage, locales.contains(written) { return written }
    let language = String(written.prefix { $0 != "-" && $0 != "_" }).lowercasedASCII
    if locales.contains(language) { return language }
    report(
      .warning(
        "unknown-locale", "locale \(written.quoted) is not known; en is used", value: written,
        account: domain, at: row.localeLocation))
    return "en"
  }

  /// P7.
  private mutating func additionalAddresses(
    of row: PreferenceRow, isAdministrator: Bool
  ) -> [String] {
    let addresses = row.additionalEmails
    guard !addresses.isEmpty else { return [] }
    let bad = addresses.filter { !EmailAddress.isValid($0, in: domain) }
    if isAdministrator && bad.isEmpty { return addresses }
    let value = addresses.joined(separator: ", ")
    report(
      .error(
        isAdministrator ? "bad-additional-email" : "additional-email-not-allowed",
        isAdministrator
          ? "additional addresses \(bad.map(\.quoted).joined(separator: ", ")) "
            + "are not addresses of '\(domain)' or a subdomain"
          : "only a smart-account-admin may have additional addresses",
        loss: .addresses, value: value, account: domain, at: row.additionalEmailsLocation))
    return []
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    grants.diagnostics.append(diagnostic)
  }
}

extension Grant {
  /// A notice knows no windows.
  fileprivate var withoutWindows: Grant {
    var copy = self
    copy.windows = WindowSelection([])
    return copy
  }
}
