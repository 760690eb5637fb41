internal import Answers
internal import Rendering

/// The preferences of an account: its users, or the form of one of them.
struct PreferencesPage: Sendable {
  let around: Surroundings
  let account: PreferencesAnswer

  private var phrases: Phrases { around.phrases }

  /// What the head of a page with a form needs.
  static let head: Markup = """
    <link rel="stylesheet" href="/-/preferences.css">
    <script src="/-/preferences.js" defer></script>

    """

  /// All users, and a way to one who is in no row yet.
  var overview: Markup {
    let rows = account.users.prefix(AccountsPage.mostLines).map(row)
    let rest = account.users.count - rows.count
    let more: Markup = rest > 0 ? "<p>\(phrases.text(.moreUsers, rest))</p>" : ""
    let none: Markup = "<p>\(phrases.text(.noUsers))</p>"
    let table: Markup = """
      <table class="lines users"><caption>\(phrases.text(.usersCaption))</caption>
      <thead><tr>\(headings)</tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
    return page(
      title: phrases.text(.preferencesOf, ["account": account.account]),
      main: """
        <h1>\(phrases.text(.preferences))</h1>
        <p class="run"><b>\(account.accountName)</b> (\(account.account)). \
        \(phrases.text(.usersIntro))</p>
        \(account.users.isEmpty ? none : table)\(more)
        <form class="another" method="get" action="/-/preferences/\(account.account)">
        <p class="line"><label for="email">\(phrases.text(.anotherAddress))</label>
        <input id="email" name="email" type="text" inputmode="email" spellcheck="false" required>
        <button class="quiet">\(phrases.text(.open))</button></p></form>
        """)
  }

  private var headings: [Markup] {
    [PreviewPhrase.address, .role, .summary, .notification, .windows].map {
      "<th scope=\"col\">\(phrases.text($0))</th>"
    }
  }

  private func row(_ user: PreferencesAnswer.User) -> Markup {
    let days = user.expiryWindows.map(String.init).joined(separator: ", ")
    func cell(_ heading: PreviewPhrase, _ text: String) -> Markup {
      "<td><span class=\"key\">\(phrases.text(heading)) </span>\(text)</td>"
    }
    func yes(_ isOn: Bool) -> String { phrases.text(isOn ? .yes : .no) }
    let link = FormFields.encoded([("email", user.email)])
    let warning: Markup = user.whyNot.map { "<span class=\"sub mild\">\($0)</span>" } ?? ""
    return """
      <tr><th scope="row"><a href="/-/preferences/\(account.account)?\(link)">\(user.email)</a>\
      \(warning)</th>\(cell(.role, user.role ?? "–"))\
      \(cell(.summary, yes(user.dailySummary)))\
      \(cell(.notification, yes(user.statusNotification)))\
      \(cell(.windows, days.isEmpty ? phrases.text(.none) : days))</tr>

      """
  }

  /// The form of a user, with what happened to it above.
  func form(_ form: PreferencesForm, notice: Markup = "") -> Markup {
    let edit = form.edit
    let query = FormFields.encoded(form.edit.fields)
    return page(
      title: phrases.text(.preferencesOf, ["account": edit.email]),
      main: """
        <p class="back"><a href="/-/preferences/\(account.account)">\
        \(phrases.text(.allUsers, ["account": account.account]))</a></p>
        <h1>\(edit.email)</h1>
        <p class="run">\(standing(form.user))</p>
        \(notice)<div class="editor">
        \(form.markup)
        <section aria-labelledby="follows"><h2 id="follows">\(phrases.text(.summaryHeading))</h2>
        <div class="sub" id="effect" role="status"></div>
        <iframe name="summary" title="\(phrases.text(.summaryFrame))" sandbox \
        src="/-/preferences/\(account.account)/summary?\(query)"></iframe></section>
        </div>
        """)
  }

  private func standing(_ user: PreferencesAnswer.User?) -> Markup {
    guard let user else {
      let place =
        account.file.map { phrases.text(.addsRow, ["path": $0.path]) } ?? phrases.text(.noFile)
      return "<b>\(account.accountName)</b>. \(phrases.text(.notStored)) \(place)"
    }
    let scope =
      switch user.scope {
      case .wholeAccount: phrases.text(.wholeAccount)
      case .listed(let names):
        phrases.text(
          .scope,
          ["names": names.isEmpty ? phrases.text(.none) : names.joined(separator: ", ")])
      }
    let role = user.role.map { phrases.text(.roleOf, ["role": $0]) } ?? ""
    let place = phrases.text(
      .place, ["path": user.place.path, "line": String(user.place.line)])
    return "<b>\(account.accountName)</b>, \(place). \(role) \(scope)"
  }

  private func page(title: String, main: Markup) -> Markup {
    around.page(title: title, account: account.account, head: Self.head, main: main)
  }
}
