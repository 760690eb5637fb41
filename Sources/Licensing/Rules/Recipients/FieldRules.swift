/// Rules P2 to P13, a function a field: from what a preference row states to what holds.
///
/// `RecipientRule` applies them to every row, `SavingRule` to what is to be saved. The rules are
/// written out in the module's documentation, `Licensing.docc`.
package struct FieldRules {
  let domain: String
  let texts: TextTable
  let settings: RuleSettings
  let locales: Set<String>
  private let virtualAccounts: [TextID: Int]

  /// The rules for rows of an account; `locales` are the languages there are templates for.
  package init(
    in account: SmartAccount, texts: TextTable, settings: RuleSettings, locales: Set<String>
  ) {
    domain = texts.string(account.domain)
    self.texts = texts
    self.settings = settings
    self.locales = locales
    // Few rows list virtual accounts, but one that does may list all of them.
    let isAsked = account.preferences.contains { $0.virtualAccounts != .all }
    virtualAccounts =
      isAsked
      ? Dictionary(uniqueKeysWithValues: account.virtualAccounts.enumerated().map { ($1, $0) })
      : [:]
  }

  /// P2: which alert events are ticked.
  func alertTypes(
    _ choice: PreferenceRow.Choice, at location: SourceLocation
  ) -> Judged<AlertTypes> {
    switch choice {
    case .unset, .all: return Judged(.all)
    case .none: return Judged([])
    case .listed(let words):
      var types: AlertTypes = []
      var problems: [Diagnostic] = []
      for word in words {
        if word == "*" {
          types = .all
        } else if let type = AlertType(named: word) {
          types.insert(AlertTypes(type))
        } else {
          problems.append(unknownEvent(word, location))
        }
      }
      // With every word ignored the field counts as missing: a typing error silences nothing.
      return Judged(types.isEmpty ? .all : types, problems)
    }
  }

  private func unknownEvent(_ word: String, _ location: SourceLocation) -> Diagnostic {
    if AlertType.isOfPortalAlone(word) {
      return .note(
        "portal-event", "\(word.quoted) is an alert of the portal alone and is ignored",
        value: word, account: domain, at: location)
    }
    let isNone = word.lowercasedASCII == "none"
    let names = AlertType.allCases.map(\.rawValue).joined(separator: ", ")
    return .error(
      isNone ? "none-beside-others" : "unknown-alert-event",
      isNone
        ? "alert event 'none' is beside others (expected none alone)"
        : "alert event \(word.quoted) does not exist (expected \(names))"
          + word.separatorHint("events"),
      loss: .value, value: word, account: domain, at: location)
  }

  /// P3 to P6; without the summary or the expiring event no window holds.
  func windows(
    _ choice: PreferenceRow.Choice, isSummaryOn: Bool, types: AlertTypes,
    at location: SourceLocation
  ) -> Judged<WindowSelection> {
    guard isSummaryOn, types.contains(.licensesExpiring) else {
      return windowsWithoutEffect(choice, isSummaryOn: isSummaryOn, at: location)
    }
    let preselected = WindowSelection([settings.preselectedWindow])
    switch choice {
    case .none: return Judged(WindowSelection([]))
    case .unset: return Judged(preselected)
    case .all: return Judged(preselected, [notOffered("*", location)])
    case .listed(let words):
      let ticked = words.compactMap(offeredWindow)
      let problems = words.filter { offeredWindow($0) == nil }.map { notOffered($0, location) }
      return Judged(ticked.isEmpty ? preselected : WindowSelection(ticked), problems)
    }
  }

  /// P4: a window that is named where none holds.
  private func windowsWithoutEffect(
    _ choice: PreferenceRow.Choice, isSummaryOn: Bool, at location: SourceLocation
  ) -> Judged<WindowSelection> {
    guard case .listed(let words) = choice else { return Judged(WindowSelection([])) }
    let cause = isSummaryOn ? "licenses-expiring is not ticked" : "daily summary is off"
    return Judged(
      WindowSelection([]),
      [
        .warning(
          "window-without-effect", "expiry windows have no effect, since \(cause)",
          value: words.joined(separator: " "), account: domain, at: location)
      ])
  }

  private func offeredWindow(_ word: String) -> Int? {
    guard word.utf8.allSatisfy({ (48...57).contains($0) }), let days = Int(word) else { return nil }
    return settings.windows.contains(days) ? days : nil
  }

  private func notOffered(_ word: String, _ location: SourceLocation) -> Diagnostic {
    let offered = settings.windows.sorted(by: >).map(String.init).joined(separator: ", ")
    return .error(
      "window-not-offered",
      "expiry window \(word.quoted) is not offered (expected one of \(offered))"
        + word.separatorHint("windows"),
      loss: .value, value: word, account: domain, at: location)
  }

  /// P7: the role; an unknown word is reported and counts as a user's.
  func role(_ written: TextID, at location: SourceLocation) -> Judged<Role> {
    let word = texts.string(written)
    let role = Role(word)
    guard role == .unknown else { return Judged(role) }
    return Judged(
      role,
      [
        .warning(
          "unknown-role", "role \(word.quoted) is not known; it is taken as a user's",
          value: word, account: domain, at: location)
      ])
  }

  /// P7: all or none; each in the account's domain or below it, as `Name <address>` or bare.
  func additionalEmails(
    _ written: [String], isAdministrator: Bool, at location: SourceLocation
  ) -> Judged<[String]> {
    if written.isEmpty { return Judged([]) }
    let addresses = written.map(EmailAddress.bare)
    let bad = zip(written, addresses).filter { !EmailAddress.isValid($0.1, in: domain) }.map(\.0)
    if isAdministrator && bad.isEmpty { return Judged(addresses) }
    let listed = bad.map(\.quoted).joined(separator: ", ")
    return Judged(
      [],
      [
        .error(
          isAdministrator ? "bad-additional-email" : "additional-email-not-allowed",
          isAdministrator
            ? "additional addresses \(listed) are not addresses of '\(domain)' or a subdomain"
            : "only a smart-account-admin may have additional addresses",
          loss: .addresses, value: written.joined(separator: ", "), account: domain, at: location)
      ])
  }

  /// P12: the language, by the part before `-` or `_`.
  func locale(_ written: String, at location: SourceLocation) -> Judged<String> {
    if written.isEmpty { return Judged("en") }
    if locales.contains(written) { return Judged(written) }
    let language = String(written.prefix { $0 != "-" && $0 != "_" }).lowercasedASCII
    if locales.contains(language) { return Judged(language) }
    return Judged(
      "en",
      [
        .warning(
          "unknown-locale", "locale \(written.quoted) is not known; en is used", value: written,
          account: domain, at: location)
      ])
  }

  /// P8: the virtual accounts that the row's user may see; nil rejects the row.
  func scope(of row: PreferenceRow, isAdministrator: Bool) -> Judged<Scope?> {
    guard !isAdministrator, case .listed(let names) = row.virtualAccounts else {
      return Judged(.wholeAccount)
    }
    var indices: Set<Int> = []
    var unknown: [TextID] = []
    var seen: Set<TextID> = []
    for name in names where seen.insert(name).inserted {
      if let index = virtualAccounts[name] { indices.insert(index) } else { unknown.append(name) }
    }
    if indices.isEmpty { return Judged(nil, [emptyScope(row, names)]) }
    let problems = unknown.map { unknown -> Diagnostic in
      let name = texts.string(unknown)
      return .warning(
        "unknown-virtual-account",
        "virtual account \(name.quoted) does not exist in account '\(domain)'", value: name,
        account: domain, at: row.virtualAccountsLocation)
    }
    return Judged(.listed(indices.sorted()), problems)
  }

  private func emptyScope(_ row: PreferenceRow, _ names: [TextID]) -> Diagnostic {
    let email = texts.string(row.email).quoted
    let message: DiagnosticText =
      switch names.count {
      case 0: "no virtual account is listed for \(email) (expected names or *)"
      case 1:
        "virtual account \(texts.string(names[0]).quoted) does not exist in account '\(domain)'"
          + texts.string(names[0]).separatorHint("names")
      default: "none of the \(names.count) listed virtual accounts exists in account '\(domain)'"
      }
    return .error(
      "empty-scope", message, loss: .row, value: names.first.map(texts.string), account: domain,
      at: row.virtualAccountsLocation)
  }
}

extension String {
  /// What to do about a word that holds several, separated as the field does not.
  fileprivate func separatorHint(_ things: String) -> DiagnosticText {
    utf8.contains(UInt8(ascii: ",")) ? " (separate \(things) with ;)" : ""
  }
}
