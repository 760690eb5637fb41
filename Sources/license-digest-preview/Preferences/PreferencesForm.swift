internal import Answers
internal import Rendering

/// The form of one user: all fields, errors beside them, Save and Reset.
struct PreferencesForm: Sendable {
  let phrases: Phrases
  let account: PreferencesAnswer
  let edit: PreferenceEdit
  /// nil for an address that is in no row yet.
  let user: PreferencesAnswer.User?
  var refusals: [RefusalReason] = []
  /// The languages' own names, by locale.
  var languages: [String: String] = [:]
  /// What another window stored meanwhile, in fields that this one changes too.
  var meanwhile: PreferenceEdit.Values = [:]

  private var address: String { "/-/preferences/\(account.account)" }
  private var isLocked: Bool { user?.editable == false || (user == nil && account.file == nil) }

  var markup: Markup {
    """
    <form class="preferences" method="post" action="\(address)" novalidate autocomplete="off"\
    \(sentences)>
    \(hidden)<fieldset class="all"\(isLocked ? " disabled" : "" as Markup)>
    \(messages)\(events)\(windows)\(addresses)\(language)\(savedBy)
    <p class="actions"><button class="button" name="action" value="save">\
    \(phrases.text(.save))</button>
    <button class="quiet" name="action" value="reset">\(phrases.text(.reset))</button>
    <button class="quiet plain-only" formmethod="get" formaction="\(address)/summary" \
    formtarget="summary">\(phrases.text(.showSummary))</button></p>
    <p class="sub">\(phrases.text(.resetHint))</p>
    </fieldset>
    </form>
    """
  }

  /// What its script says of what is not saved yet.
  private var sentences: Markup {
    """
     data-unsaved="\(phrases.text(.unsaved))" data-refused="\(phrases.text(.refused))" \
    data-changed="\(phrases.text(.changedMeanwhile))" data-unknown="\(phrases.text(.unknownEffect))"
    """
  }

  private var hidden: Markup {
    let before = PreferenceEdit.Field.allCases.map { field -> Markup in
      let words = (edit.before[field] ?? []).joined(separator: ",")
      return "<input type=\"hidden\" name=\"was-\(field.rawValue)\" value=\"\(words)\">\n"
    }
    return """
      <input type="hidden" name="email" value="\(edit.email)">
      <input type="hidden" name="sha256" value="\(edit.sha256)">
      <input type="hidden" name="script" value="no">
      \(before)
      """
  }

  private var messages: Markup {
    """
    <fieldset><legend>\(phrases.text(.messages))</legend>
    \(box(.dailySummary, "yes", phrases.text(.summaryBox), phrases.text(.summaryBoxHint)))
    \(box(
      .statusNotification, "yes", phrases.text(.noticeBox),
      phrases.text(.noticeBoxHint)))
    \(notes(.dailySummary))\(notes(.statusNotification))</fieldset>

    """
  }

  private var events: Markup {
    let boxes = account.offered.events.map { box(.alertEvents, $0, phrases.name(ofEvent: $0)) }
    return """
      <fieldset id="alert-events"\(description(.alertEvents))><legend>\(phrases.text(.events))</legend>
      \(boxes)\(notes(.alertEvents))</fieldset>

      """
  }

  private var windows: Markup {
    let boxes = account.offered.windows.map { box(.expiryWindows, "\($0)", "\($0)") }
    return """
      <fieldset id="expiry-windows" class="inline"\(description(.expiryWindows, "windows-hint")) \
      data-default="\(account.offered.defaultWindow)"><legend>\(phrases.text(.expiryWindows))</legend>
      \(boxes)
      <p class="hint" id="windows-hint">\
      \(phrases.text(.windowsHint, ["event": phrases.name(ofEvent: "licenses-expiring")]))</p>
      \(notes(.expiryWindows))</fieldset>

      """
  }

  private var addresses: Markup {
    """
    <p class="line"><label for="additional-emails">\(phrases.text(.additionalEmails))</label>
    <input id="additional-emails" name="additional-emails" type="text" inputmode="email" \
    spellcheck="false" value="\(edit[.additionalEmails].joined(separator: ", "))"\
    \(description(.additionalEmails, "emails-hint"))>
    <span class="hint" id="emails-hint">\
    \(phrases.text(.additionalEmailsHint, ["account": account.account]))</span>
    \(notes(.additionalEmails))</p>

    """
  }

  private var language: Markup {
    let options = account.offered.locales.map { locale in
      option(locale, languages[locale] ?? locale, isChosen: edit.has(locale, in: .locale))
    }
    return """
      <p class="line"><label for="locale">\(phrases.text(.language))</label>
      <select id="locale" name="locale"\(description(.locale))>\(options)</select>
      \(notes(.locale))</p>

      """
  }

  /// The user, and all who may save for others.
  private var savedBy: Markup {
    var names = account.users.filter(\.isAdmin).map(\.email)
    if !names.contains(edit.email) { names.insert(edit.email, at: 0) }
    if !edit.savedBy.isEmpty && !names.contains(edit.savedBy) { names.append(edit.savedBy) }
    let errors = refusals.filter { $0.field == "as" }
    let invalid: Markup = errors.isEmpty ? "" : " aria-invalid=\"true\""
    return """
      <p class="line"><label for="as">\(phrases.text(.savedBy))</label>
      <select id="as" name="as" aria-describedby="as-hint as-error"\(invalid)>\
      \(names.map { option($0, $0, isChosen: $0 == edit.savedBy) })</select>
      <span class="hint" id="as-hint">\(phrases.text(.savedByHint))</span>
      <span class="error" id="as-error"\(errors.isEmpty ? " hidden" : "" as Markup)>\
      \(errors.map(\.text).joined(separator: " "))</span></p>

      """
  }

  private func box(
    _ field: PreferenceEdit.Field, _ value: String, _ label: String, _ hint: String? = nil
  ) -> Markup {
    let checked: Markup = edit.has(value, in: field) ? " checked" : ""
    let more: Markup = hint.map { " <span class=\"hint\">\($0)</span>" } ?? ""
    return """
      <label class="box"><input type="checkbox" name="\(field.rawValue)" value="\(value)"\
      \(checked)> <span>\(label)\(more)</span></label>

      """
  }

  private func option(_ value: String, _ label: String, isChosen: Bool) -> Markup {
    let chosen: Markup = isChosen ? " selected" : ""
    return "<option value=\"\(value)\"\(chosen)>\(label)</option>"
  }

  private func errors(_ field: PreferenceEdit.Field) -> [String] {
    refusals.filter { $0.field == field.rawValue }.map(\.text)
  }

  private func description(_ field: PreferenceEdit.Field, _ hint: String? = nil) -> Markup {
    let names = [hint, "\(field.rawValue)-error"].compactMap { $0 }.joined(separator: " ")
    let invalid: Markup = errors(field).isEmpty ? "" : " aria-invalid=\"true\""
    return " aria-describedby=\"\(names)\"\(invalid)"
  }

  /// Its errors, and what was stored meanwhile; the place for errors is there for the script too.
  private func notes(_ field: PreferenceEdit.Field) -> Markup {
    let errors = errors(field)
    let stored: Markup =
      meanwhile[field].map { words in
        let values = words.isEmpty ? phrases.text(.none) : words.joined(separator: ", ")
        let text = phrases.text(.storedMeanwhile, ["values": values])
        return "<span class=\"meanwhile\">\(text)</span>"
      } ?? ""
    return """
      <span class="error" id="\(field.rawValue)-error"\(errors.isEmpty ? " hidden" : "" as Markup)>\
      \(errors.joined(separator: " "))</span>\(stored)
      """
  }
}
