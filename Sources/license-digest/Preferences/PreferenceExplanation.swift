internal import Licensing

/// What a preference row states and what the rules make of it, a line a rule.
struct PreferenceExplanation {
  private let row: PreferenceRow
  private let account: SmartAccount
  private let texts: TextTable
  private let reading: JudgedRow

  /// Reads one row as if it stood alone.
  init(_ row: PreferenceRow, account: SmartAccount, texts: TextTable, run: JudgedRun) {
    self.row = row
    self.texts = texts
    self.account = account
    reading = JudgedRow(
      row, in: account, texts: texts, settings: run.configuration.ruleSettings,
      locales: run.locales)
  }

  /// `daily summary: on (P1)`, a line a rule.
  var lines: [String] { facts.map { "\($0.name): \($0.text)" } }

  /// What is settled, by its name; a row that is rejected settles only the first three.
  var facts: [(name: String, text: String)] {
    let role = texts.string(row.role)
    let facts = [
      ("role", role.isEmpty ? "none stated" : role),
      ("daily summary", row.dailySummary ? "on (P1)" : "off (P1)"),
      ("status notification", row.statusNotification ? "on" : "off"),
    ]
    guard let scope = reading.scope else { return facts }
    return facts + [
      ("alert events", events(reading.alertTypes)), ("expiry windows", windows),
      ("scope", self.scope(scope)), ("locale", "\(reading.locale) (P12)"),
    ]
  }

  private func events(_ types: AlertTypes) -> String {
    switch row.alertEvents {
    case .unset: return "all, since none is stated (P2)"
    case .all: return "all (P2: *)"
    case .none: return "none (P2)"
    case .listed:
      let names = types.ordered.map(\.rawValue).joined(separator: ", ")
      return types == .all ? "all (P2)" : "\(names) (P2)"
    }
  }

  private var windows: String {
    let days = reading.windows.days.map(String.init).joined(separator: ", ")
    if !row.dailySummary { return "none, since the daily summary is off (P4)" }
    if !reading.alertTypes.contains(.licensesExpiring) {
      return "none, since licenses-expiring is not ticked (P4)"
    }
    switch row.expiryWindows {
    case .unset: return "\(days), preselected since none is stated (P3)"
    case .none: return "none, the user cleared them all (P3)"
    case .all: return "\(days), since * names no window (P5)"
    case .listed(let words):
      let isFallback = reading.windows.days.allSatisfy { !words.contains(String($0)) }
      return isFallback
        ? "\(days), since \(words.joined(separator: " ").quoted) holds no window offered (P5)"
        : "\(days) (P5)"
    }
  }

  private func scope(_ scope: Scope) -> String {
    guard case .listed(let indices) = scope else {
      return Role(texts.string(row.role)) == .administrator
        ? "the whole account, as for every smart-account admin (P8)"
        : "the whole account (P8: *)"
    }
    let names = indices.map { texts.string(account.virtualAccounts[$0]) }
    return names.joined(separator: "; ") + " (P8)"
  }
}
