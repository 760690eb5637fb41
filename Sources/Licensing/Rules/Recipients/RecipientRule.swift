/// Rules P1 to P13: from the preference rows of one account to who gets what.
///
/// P11: nothing of an earlier run is asked; the rows that were read tonight decide.
package struct RecipientRule {
  private var grants = Grants()
  private var dailySummaries = GrantList()
  private var statusNotices = GrantList()

  /// Judges an account's rows.
  ///
  /// `locales` are the languages there are templates for.
  package static func grants(
    in account: SmartAccount, texts: TextTable, settings: RuleSettings, locales: Set<String>
  ) -> Grants {
    let rules = FieldRules(in: account, texts: texts, settings: settings, locales: locales)
    var rule = RecipientRule()
    for row in account.preferences { rule.add(row, JudgedRow(row, by: rules), texts) }
    rule.grants.dailySummaries = rule.dailySummaries.united
    rule.grants.statusNotices = rule.statusNotices.united
    return rule.grants
  }

  private mutating func add(_ row: PreferenceRow, _ judged: JudgedRow, _ texts: TextTable) {
    for problem in judged.diagnostics { grants.diagnostics.append(problem) }
    guard let scope = judged.scope else { return }
    grants.usedRows += 1
    let email = texts.string(row.email)
    if !row.dailySummary && !row.statusNotification { grants.withoutMessages.append(email) }
    // P9: an additional address gets what the row grants.
    for address in [email] + judged.additionalEmails {
      let grant = Grant(
        address: address, locale: judged.locale, windows: judged.windows,
        alertTypes: judged.alertTypes, scope: scope, addedBy: address == email ? [] : [email])
      if row.dailySummary { dailySummaries.unite(grant) }
      if row.statusNotification { statusNotices.unite(grant.withoutWindows) }
    }
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
