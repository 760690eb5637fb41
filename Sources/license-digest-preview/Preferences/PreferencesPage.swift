/// The preferences of an account: its users, or the form of one of them.
struct PreferencesPage: Sendable {
  let state: Rebuilding.State
  let account: AccountPreferences

  /// What the head of a page with a form needs.
  static let head: Markup = """
    <link rel="stylesheet" href="/-/preferences.css">
    <script src="/-/preferences.js" defer></script>

    """

  /// All users, and a way to one who is in no row yet.
  var overview: Markup {
    let rows = account.users.prefix(AccountsPage.mostLines).map(row)
    let rest = account.users.count - rows.count
    let more: Markup = rest > 0 ? "<p>And \(rest) more, which the field finds.</p>" : ""
    let none: Markup = "<p>No preferences are stored for this account.</p>"
    let table: Markup = """
      <table class="lines users"><caption>Users, in the order of the files</caption>
      <thead><tr><th scope="col">Address</th><th scope="col">Role</th><th scope="col">Summary</th>\
      <th scope="col">Notification</th><th scope="col">Windows</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
    return page(
      title: "Preferences of \(account.account)",
      main: """
        <h1>Preferences</h1>
        <p class="run"><b>\(account.accountName)</b> (\(account.account)). What is saved here is \
        written to the preference file of the exports.</p>
        \(account.users.isEmpty ? none : table)\(more)
        <form class="another" method="get" action="/-/preferences/\(account.account)">
        <p class="line"><label for="email">Another address</label>
        <input id="email" name="email" type="text" inputmode="email" spellcheck="false" required>
        <button class="quiet">Open</button></p></form>
        """)
  }

  private func row(_ user: AccountPreferences.User) -> Markup {
    let days = user.expiryWindows.map(String.init).joined(separator: ", ")
    let link = FormFields.encoded([("email", user.email)])
    let warning: Markup = user.whyNot.map { "<span class=\"sub mild\">\($0)</span>" } ?? ""
    return """
      <tr><th scope="row"><a href="/-/preferences/\(account.account)?\(link)">\(user.email)</a>\
      \(warning)</th><td><span class="key">Role </span>\(user.role ?? "–")</td>\
      <td><span class="key">Summary </span>\(user.dailySummary ? "yes" : "no")</td>\
      <td><span class="key">Notification </span>\(user.statusNotification ? "yes" : "no")</td>\
      <td><span class="key">Windows </span>\(days.isEmpty ? "none" : days)</td></tr>

      """
  }

  /// The form of a user, with what happened to it above.
  func form(_ form: PreferencesForm, notice: Markup = "") -> Markup {
    let edit = form.edit
    let query = FormFields.encoded(form.edit.fields)
    return page(
      title: "Preferences of \(edit.email)",
      main: """
        <p class="back"><a href="/-/preferences/\(account.account)">All users of \
        \(account.account)</a></p>
        <h1>\(edit.email)</h1>
        <p class="run">\(standing(form.user))</p>
        \(notice)<div class="editor">
        \(form.markup)
        <section aria-labelledby="follows"><h2 id="follows">The summary that would follow</h2>
        <div class="sub" id="effect" role="status"></div>
        <iframe name="summary" title="The daily summary that would follow" sandbox \
        src="/-/preferences/\(account.account)/summary?\(query)"></iframe></section>
        </div>
        """)
  }

  private func standing(_ user: AccountPreferences.User?) -> Markup {
    guard let user else {
      let place: Markup =
        account.file.map { "Saving adds a row to \($0.path)." }
        ?? "The account has no preference row yet, so that no file is known to hold its users."
      return "Not stored yet in <b>\(account.accountName)</b>. \(place)"
    }
    let scope: Markup =
      switch user.scope {
      case .wholeAccount: "the whole account"
      case .listed(let names): "\(names.isEmpty ? "nothing" : names.joined(separator: ", "))"
      }
    let role: Markup = user.role.map { "Role: \($0). " } ?? ""
    return """
      <b>\(account.accountName)</b>, \(user.place.path), line \(user.place.line). \(role)Sees \
      \(scope).
      """
  }

  private func page(title: String, main: Markup) -> Markup {
    PreviewPage(
      title: title,
      bar: PreviewBar(state: state, account: account.account, reloads: false),
      head: Self.head, main: main
    ).markup
  }
}
