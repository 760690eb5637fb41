/// The sentences of `templates/locales/*.yml` that the preview asks for by key.
///
/// They are here, where wording is known, so that the check of the languages knows them too.
package enum PreviewPhrase: String, CaseIterable, Sendable {
  case product = "page.product"
  case skip = "page.skip"
  case pages = "page.pages"
  case accounts = "page.index.title"
  case label = "preview.bar.label"
  case note = "preview.bar.note"
  case building = "preview.bar.building"
  case current = "preview.bar.current"
  case failed = "preview.bar.failed"
  case stopped = "preview.bar.stopped"
  case unchanged = "preview.bar.unchanged"
  case preferences = "preview.bar.preferences"
  case preferencesOf = "preview.bar.preferencesOf"
  case missing = "preview.page.missing"
  case waiting = "preview.page.waiting"
  case firstFailed = "preview.page.firstFailed"
  case unreadable = "preview.page.unreadable"
  case domain = "preview.accounts.domain"
  case open = "preview.accounts.open"
  case nothingBuilt = "preview.accounts.none"
  case unknownAccount = "preview.accounts.unknown"
  case usersIntro = "preview.users.intro"
  case usersCaption = "preview.users.caption"
  case address = "preview.users.address"
  case role = "preview.users.role"
  case summary = "preview.users.summary"
  case notification = "preview.users.notification"
  case windows = "preview.users.windows"
  case yes = "preview.users.yes"
  case no = "preview.users.no"
  case none = "preview.users.none"
  case noUsers = "preview.users.nobody"
  case anotherAddress = "preview.users.another"
  case allUsers = "preview.users.all"
  case place = "preview.users.place"
  case roleOf = "preview.users.roleOf"
  case wholeAccount = "preview.users.wholeAccount"
  case scope = "preview.users.scope"
  case notStored = "preview.users.notStored"
  case addsRow = "preview.users.addsRow"
  case noFile = "preview.users.noFile"
  case save = "preview.form.save"
  case reset = "preview.form.reset"
  case resetHint = "preview.form.resetHint"
  case showSummary = "preview.form.showSummary"
  case messages = "preview.form.messages"
  case summaryBox = "preview.form.dailySummary"
  case summaryBoxHint = "preview.form.dailySummaryHint"
  case noticeBox = "preview.form.statusNotification"
  case noticeBoxHint = "preview.form.statusNotificationHint"
  case events = "preview.form.events"
  case expiryWindows = "preview.form.windows"
  case windowsHint = "preview.form.windowsHint"
  case additionalEmails = "preview.form.additionalEmails"
  case additionalEmailsHint = "preview.form.additionalEmailsHint"
  case language = "preview.form.language"
  case savedBy = "preview.form.savedBy"
  case savedByHint = "preview.form.savedByHint"
  case storedMeanwhile = "preview.form.storedMeanwhile"
  case summaryHeading = "preview.form.summaryHeading"
  case summaryFrame = "preview.form.summaryFrame"
  case noSummary = "preview.form.noSummary"
  case nothingFollows = "preview.form.nothingFollows"
  case saved = "preview.notice.saved"
  case nothingChanged = "preview.notice.nothingChanged"
  case locked = "preview.notice.locked"
  case nothingSaved = "preview.notice.nothingSaved"
  case outdated = "preview.notice.outdated"
  case rebased = "preview.notice.rebased"
  case differing = "preview.notice.differing"
  case notDiffering = "preview.notice.notDiffering"
  case choice = "preview.notice.choice"
  case unsaved = "preview.script.unsaved"
  case refused = "preview.script.refused"
  case changedMeanwhile = "preview.script.changedMeanwhile"
  case unknownEffect = "preview.script.unknownEffect"
  case dismissAlert = "preview.alerts.heading"
  case dismissWhich = "preview.alerts.which"
  case dismissReason = "preview.alerts.reason"
  case dismiss = "preview.alerts.dismiss"
  case dismissHint = "preview.alerts.dismissHint"
  case remindOn = "preview.alerts.remindOn"
  case remind = "preview.alerts.remind"
  case restoreWhich = "preview.alerts.restoreWhich"
  case restore = "preview.alerts.restore"
  case dismissedUntil = "preview.alerts.until"
  case noAdmins = "preview.alerts.noAdmins"
  case alertChanged = "preview.alerts.changed"
  case alertsUnreadable = "preview.alerts.unreadable"
  case summaryName = "preview.effect.summary"
  case noticeName = "preview.effect.notice"
  case gainsWhole = "preview.effect.gainsWhole"
  case losesWhole = "preview.effect.losesWhole"
}

/// The sentences of the preview that say a count.
package enum PreviewPluralPhrase: String, CaseIterable, Sendable {
  case moreAccounts = "preview.accounts.more"
  case moreUsers = "preview.users.more"
  case gainsLines = "preview.effect.gains"
  case losesLines = "preview.effect.loses"
  case moreEffects = "preview.effect.more"
}

extension Phrases {
  /// What the keys begin with that are made of a code of the program.
  package static let codedPrefixes = ["preview.refusal."]

  /// A sentence of the preview; its key where the language has none.
  package func text(
    _ phrase: PreviewPhrase, _ values: KeyValuePairs<String, String> = [:]
  ) -> String {
    Sentence(wording[phrase.rawValue] ?? phrase.rawValue).filled(values)
  }

  /// A sentence of the preview in the plural form of a count.
  package func text(
    _ phrase: PreviewPluralPhrase, _ count: Int, _ values: KeyValuePairs<String, String> = [:]
  ) -> String {
    let key = "\(phrase.rawValue).\(forms.names[forms.index(of: count)])"
    return Sentence(wording[key] ?? key).filled(values, count: number(count))
  }

  /// The name of an alert event, as the portal's `licenses-expiring`; itself where it has none.
  package func name(ofEvent event: String) -> String {
    wording["alert.\(event).name"] ?? event
  }

  /// Why saving is refused, by the code of the reason; nil where the language has no sentence.
  package func refusal(_ code: String, _ values: KeyValuePairs<String, String>) -> String? {
    wording["preview.refusal.\(code)"].map { Sentence($0).filled(values) }
  }
}
