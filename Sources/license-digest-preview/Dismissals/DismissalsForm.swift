internal import Answers
internal import Rendering

/// The forms of an account's page: dismiss an alert, be reminded, restore one.
struct DismissalsForm: Sendable {
  /// Lists of more alerts would be found by nobody; the command line takes the others.
  static let mostAlerts = 500

  /// What the head of a page with the forms needs.
  static let head: Markup = "<link rel=\"stylesheet\" href=\"/-/preferences.css\">\n"

  let phrases: Phrases
  let account: AlertsAnswer
  /// What was sent and refused; nil for a new form.
  var edit: DismissalEdit?
  /// The key of the alert whose row led here; nil for none.
  var chosen: String?

  /// The form that dismisses among an account's lists, folded.
  var folded: Markup {
    let form = dismissing
    return form.text.isEmpty
      ? form
      : """
      <details class="dismissing">
      <summary>\(phrases.text(.dismissAlert))</summary>
      \(form)</details>
      """
  }

  /// The form that dismisses, for all readers.
  var dismissing: Markup {
    let options = account.alerts.prefix(Self.mostAlerts).map { alert -> Markup in
      let value = DismissalEdit.value(alert.name, before: account.rows(naming: alert.name))
      let isChosen = edit.map { alert.name == $0.name } ?? (alert.name.key == chosen)
      return
        "<option value=\"\(value)\"\(isChosen ? " selected" : "" as Markup)>\(words(alert))</option>\n"
    }
    if options.isEmpty { return "" }
    let reminder = edit.map(\.reminder).flatMap { $0.isEmpty ? nil : $0 }
    return """
      <form class="dismissal" method="post" action="/-/alerts/\(account.account)">
      <p class="line"><label for="dismiss-alert">\(phrases.text(.dismissWhich))</label>
      <select id="dismiss-alert" name="alert">\(options)</select></p>
      <p class="line"><label for="dismiss-reason">\(phrases.text(.dismissReason))</label>
      <input id="dismiss-reason" name="reason" type="text" value="\(edit?.reason ?? "")" required></p>
      \(savedBy(id: "dismiss-as"))
      <p class="buttons"><button class="button" name="action" value="dismiss">\
      \(phrases.text(.dismiss))</button> <span class="hint">\(phrases.text(.dismissHint))</span></p>
      <p class="line"><label for="dismiss-reminder">\(phrases.text(.remindOn))</label>
      <input id="dismiss-reminder" name="reminder" type="date" \
      value="\(reminder ?? DismissalEdit.shifted(account.date, by: 91))" \
      min="\(DismissalEdit.shifted(account.date, by: 1))"></p>
      <p class="buttons"><button class="quiet" name="action" value="remind">\
      \(phrases.text(.remind))</button></p>
      </form>
      """
  }

  /// A link for each alert's row, by the row's key, to the form with that alert chosen; it needs no
  /// script.
  var links: [String: Markup] {
    // Nobody could save what it leads to.
    if account.admins.isEmpty { return [:] }
    let keyed = account.alerts.prefix(Self.mostAlerts).map { alert -> (String, Markup) in
      let key = alert.name.key
      let dismiss = phrases.text(.dismiss)
      return (
        key,
        """
         <a class="dismiss" href="/-/alerts/\(account.account)?alert=\(key)" \
        aria-label="\(dismiss): \(words(alert))">\(dismiss)</a>
        """
      )
    }
    return Dictionary(keyed) { first, _ in first }
  }

  /// A form that restores for each row.
  var restoring: Markup {
    let rows = account.dismissals.prefix(Self.mostAlerts)
    if rows.isEmpty { return "" }
    let options = rows.map { row -> Markup in
      let value = DismissalEdit.value(row.name, before: account.rows(naming: row.name))
      let until = row.until.map { ", \(phrases.text(.dismissedUntil)) \($0)" } ?? ""
      return "<option value=\"\(value)\">\(words(row) + until)</option>\n"
    }
    return """
      <form class="dismissal" method="post" action="/-/alerts/\(account.account)">
      <p class="line"><label for="restore-alert">\(phrases.text(.restoreWhich))</label>
      <select id="restore-alert" name="alert">\(options)</select></p>
      \(savedBy(id: "restore-as"))
      <p class="buttons"><button class="quiet" name="action" value="restore">\
      \(phrases.text(.restore))</button></p>
      </form>
      """
  }

  private func savedBy(id: String) -> Markup {
    let options = account.admins.map { address -> Markup in
      let chosen: Markup = address == edit?.savedBy ? " selected" : ""
      return "<option\(chosen)>\(address)</option>"
    }
    guard !options.isEmpty else { return "<p class=\"hint\">\(phrases.text(.noAdmins))</p>" }
    return """
      <p class="line"><label for="\(id)">\(phrases.text(.savedBy))</label>
      <select id="\(id)" name="as">\(options)</select></p>
      """
  }

  /// `Licenses expiring: ISE Apex, DEFAULT, 2026-11-23`.
  private func words(_ row: AlertsAnswer.Row) -> String {
    let facts = [row.subject, row.virtualAccount, row.subscriptionId, row.endDate]
    return phrases.name(ofEvent: row.alertEvent) + ": "
      + facts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
