internal import FoundationEssentials

/// What the addresses below `/-/preferences` answer.
struct PreferencesSite: Sendable {
  let files: OutputFiles
  let program: PreferencesProgram

  /// Answers a request of `/-/preferences/ACCOUNT` or what lies below; nil where nothing does.
  func respond(to request: Request, state: Rebuilding.State) async -> Response? {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
    guard let account = parts.first.map(String.init) else {
      return accounts(request.query, state)
    }
    guard files.isAccount(account) else { return nil }
    do throws(Program.Failure) {
      switch parts.dropFirst().joined(separator: "/") {
      case "" where parts.count == 1:
        return request.method == "POST"
          ? try await save(request.form, account, state)
          : try await show(request.query, account, state)
      case "check" where request.method == "POST": return await check(request.form, account)
      case "summary" where request.method != "POST":
        return await summary(PreferenceEdit(request.query), account)
      default: return nil
      }
    } catch {
      return failed(error.message, account, state)
    }
  }

  /// All accounts, or the way to the one that is asked for.
  private func accounts(_ query: FormFields, _ state: Rebuilding.State) -> Response {
    let asked = query["account"]?.lowercased() ?? ""
    if files.isAccount(asked) { return .redirect(to: "/-/preferences/\(asked)") }
    let page = AccountsPage(state: state, accounts: files.accounts(), asked: asked)
    return .page(page.markup, status: asked.isEmpty ? 200 : 404)
  }

  private func show(
    _ query: FormFields, _ domain: String, _ state: Rebuilding.State
  ) async throws(Program.Failure) -> Response {
    let account = try await program.show(domain)
    let page = PreferencesPage(state: state, account: account)
    guard let email = query["email"], !email.isEmpty else { return .page(page.overview) }
    let user = account.user(email)
    let edit = Self.edit(of: email, user, account)
    var notice = PreferencesNotice.saved(query["saved"] == "yes")
    if let reason = user?.whyNot { notice = PreferencesNotice.locked(reason) }
    return .page(
      page.form(PreferencesForm(account: account, edit: edit, user: user), notice: notice))
  }

  /// The user saves for themselves where they may do all, else an administrator.
  private static func edit(
    of email: String, _ user: AccountPreferences.User?, _ account: AccountPreferences
  ) -> PreferenceEdit {
    guard let user else {
      let asker = account.users.first(where: \.isAdmin)?.email ?? email
      return PreferenceEdit(newUser: email, of: account, asker: asker)
    }
    return PreferenceEdit(user, asker: user.email)
  }

  private func save(
    _ form: FormFields, _ domain: String, _ state: Rebuilding.State
  ) async throws(Program.Failure) -> Response {
    var edit = PreferenceEdit(form)
    let address = "/-/preferences/\(domain)?" + FormFields.encoded([("email", edit.email)])
    if form["action"] == "reset" { return .redirect(to: address) }
    var answer = try await program.set(edit, of: domain, isTrial: false)
    if answer.isOutdated, let user = try await program.show(domain).user(edit.email),
      PreferenceEdit(user, asker: "").before == edit.before
    {
      // Another row of the file was changed: that is no concern of this one.
      edit.digest = user.place.sha256
      answer = try await program.set(edit, of: domain, isTrial: false)
    }
    if answer.isWritten { return .redirect(to: address + "&saved=yes") }
    return try await again(edit, answer, domain, state)
  }

  /// The form as it was sent, with what speaks against it.
  private func again(
    _ sent: PreferenceEdit, _ answer: SavingAnswer, _ domain: String, _ state: Rebuilding.State
  ) async throws(Program.Failure) -> Response {
    let account = try await program.show(domain)
    let page = PreferencesPage(state: state, account: account)
    let user = account.user(sent.email)
    if answer.isOutdated, let user {
      let (edit, meanwhile) = sent.moved(onto: user)
      let form = PreferencesForm(
        account: account, edit: edit, user: user,
        refusals: answer.refusals.filter { $0.field != nil }, meanwhile: meanwhile)
      let notice = PreferencesNotice.outdated(edit, meanwhile: meanwhile)
      return .page(page.form(form, notice: notice), status: 409)
    }
    let form = PreferencesForm(
      account: account, edit: sent, user: user, refusals: answer.refusals)
    guard !answer.refusals.isEmpty else {
      return .page(page.form(form, notice: PreferencesNotice.nothing()))
    }
    return .page(
      page.form(form, notice: PreferencesNotice.refused(answer.refusals)), status: 422)
  }

  /// What speaks against an edit, as the form's script asks while somebody types.
  private func check(_ form: FormFields, _ domain: String) async -> Response {
    struct Answer: Encodable {
      struct Error: Encodable {
        let field: String?
        let message: String
      }

      let isOutdated: Bool
      let errors: [Error]
      let effects: [String]
    }
    do throws(Program.Failure) {
      let answer = try await program.set(PreferenceEdit(form), of: domain, isTrial: true)
      let errors = answer.refusals.filter { $0.code != "file-changed" }.map { refusal in
        Answer.Error(
          field: refusal.code == "not-administrator" ? "as" : refusal.field,
          message: refusal.message)
      }
      return .json(
        Answer(isOutdated: answer.isOutdated, errors: errors, effects: answer.effects))
    } catch {
      let failure = Answer.Error(field: nil, message: error.message)
      return .json(Answer(isOutdated: false, errors: [failure], effects: []))
    }
  }

  /// The mail itself, or a sentence in its place.
  private func summary(_ edit: PreferenceEdit, _ domain: String) async -> Response {
    let type = "text/html; charset=utf-8"
    do throws(Program.Failure) {
      let html = try await program.summary(edit, of: domain)
      if let html, !html.isEmpty { return Response(type: type, policy: .sandbox, body: html) }
      let sentence =
        html == nil
        ? "Nothing follows from this, since it cannot be saved."
        : "No daily summary is sent to \(edit.email)."
      return Response(type: type, policy: .sandbox, body: Self.framed(sentence))
    } catch {
      return Response(type: type, policy: .sandbox, body: Self.framed(error.message))
    }
  }

  private static func framed(_ sentence: String) -> [UInt8] {
    let page: Markup = """
      <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>No summary</title>
      <meta name="color-scheme" content="light dark">
      <style>p { font: 1rem/1.5 sans-serif; margin: 1.5rem; }</style><p>\(sentence)</p></html>
      """
    return Array(page.text.utf8)
  }

  private func failed(_ reason: String, _ domain: String, _ state: Rebuilding.State) -> Response {
    let page = PreviewPage(
      title: "Preferences", bar: PreviewBar(state: state, account: domain),
      main: """
        <h1>Preferences of \(domain)</h1>
        <p class="notice">They cannot be read: \(reason)</p>
        """)
    return .page(page.markup, status: 500)
  }
}
