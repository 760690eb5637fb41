internal import Answers
internal import FoundationEssentials
internal import Rendering

/// What the addresses below `/-/preferences` answer.
struct PreferencesSite: Sendable {
  let files: OutputFiles
  let languages: SiteLanguages
  let program: PreferencesProgram

  /// Answers a request of `/-/preferences/ACCOUNT` or what lies below; nil where nothing does.
  func respond(to request: Request, _ around: Surroundings) async -> Response? {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
    guard let account = parts.first.map(String.init) else {
      return accounts(request.query, around)
    }
    guard files.isAccount(account) else { return nil }
    do throws(Program.Failure) {
      switch parts.dropFirst().joined(separator: "/") {
      case "" where parts.count == 1:
        return request.method == "POST"
          ? try await save(request.form, account, around)
          : try await show(request.query, account, around)
      case "check" where request.method == "POST": return await check(request.form, account, around)
      case "summary" where request.method != "POST":
        return await summary(PreferenceEdit(request.query), account, around)
      default: return nil
      }
    } catch {
      return failed(error.message, account, around)
    }
  }

  /// All accounts, or the way to the one that is asked for.
  private func accounts(_ query: FormFields, _ around: Surroundings) -> Response {
    let asked = query["account"]?.lowercased() ?? ""
    if files.isAccount(asked) { return .redirect(to: "/-/preferences/\(asked)") }
    let page = AccountsPage(around: around, accounts: files.accounts(), asked: asked)
    return .page(page.markup, status: asked.isEmpty ? 200 : 404)
  }

  private func show(
    _ query: FormFields, _ domain: String, _ around: Surroundings
  ) async throws(Program.Failure) -> Response {
    let account = try await program.show(domain)
    let page = PreferencesPage(around: around, account: account)
    guard let email = query["email"], !email.isEmpty else { return .page(page.overview) }
    let user = account.user(email)
    let edit = Self.edit(of: email, user, account)
    let notices = PreferencesNotice(phrases: around.phrases)
    var notice = notices.saved(query["saved"] == "yes")
    if let reason = user?.whyNot { notice = notices.locked(reason) }
    let form = await form(account, edit, user, around)
    return .page(page.form(form, notice: notice))
  }

  /// The user saves for themselves where they may do all, else an administrator.
  private static func edit(
    of email: String, _ user: PreferencesAnswer.User?, _ account: PreferencesAnswer
  ) -> PreferenceEdit {
    guard let user else {
      let savedBy = account.users.first(where: \.isAdmin)?.email ?? email
      return PreferenceEdit(newUser: email, of: account, savedBy: savedBy)
    }
    return PreferenceEdit(user, savedBy: user.email)
  }

  private func save(
    _ form: FormFields, _ domain: String, _ around: Surroundings
  ) async throws(Program.Failure) -> Response {
    var edit = PreferenceEdit(form)
    let address = "/-/preferences/\(domain)?" + FormFields.encoded([("email", edit.email)])
    if form["action"] == "reset" { return .redirect(to: address) }
    var answer = try await program.set(edit, of: domain, isTrial: false)
    if answer.refusals.areOutdated, let user = try await program.show(domain).user(edit.email),
      PreferenceEdit(user, savedBy: "").before == edit.before
    {
      // Another row of the file was changed: that is no concern of this one.
      edit.sha256 = user.place.sha256 ?? ""
      answer = try await program.set(edit, of: domain, isTrial: false)
    }
    if answer.isWritten { return .redirect(to: address + "&saved=yes") }
    return try await again(edit, answer, domain, around)
  }

  /// The form as it was sent, with what speaks against it.
  private func again(
    _ sent: PreferenceEdit, _ answer: SavingAnswer, _ domain: String, _ around: Surroundings
  ) async throws(Program.Failure) -> Response {
    let account = try await program.show(domain)
    let page = PreferencesPage(around: around, account: account)
    let user = account.user(sent.email)
    let notices = PreferencesNotice(phrases: around.phrases)
    if answer.refusals.areOutdated, let user {
      let (edit, meanwhile) = sent.moved(onto: user)
      var form = await form(account, edit, user, around)
      form.refusals = reasons(answer, edit, domain, around).filter { $0.field != nil }
      form.meanwhile = meanwhile
      let notice = notices.outdated(edit, meanwhile: meanwhile)
      return .page(page.form(form, notice: notice), status: 409)
    }
    var form = await form(account, sent, user, around)
    form.refusals = reasons(answer, sent, domain, around)
    guard !form.refusals.isEmpty else {
      return .page(page.form(form, notice: notices.nothing()))
    }
    return .page(page.form(form, notice: notices.refused(form.refusals)), status: 422)
  }

  private func form(
    _ account: PreferencesAnswer, _ edit: PreferenceEdit, _ user: PreferencesAnswer.User?,
    _ around: Surroundings
  ) async -> PreferencesForm {
    PreferencesForm(
      phrases: around.phrases, account: account, edit: edit, user: user,
      languages: await languages.names)
  }

  private func reasons(
    _ answer: SavingAnswer, _ edit: PreferenceEdit, _ domain: String, _ around: Surroundings
  ) -> [RefusalReason] {
    answer.refusals.map { RefusalReason($0, around.phrases, edit: edit, account: domain) }
  }

  /// What speaks against an edit, as the form's script asks while somebody types.
  private func check(
    _ form: FormFields, _ domain: String, _ around: Surroundings
  ) async -> Response {
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
      let edit = PreferenceEdit(form)
      var answer = try await program.set(edit, of: domain, isTrial: true)
      let isOutdated = answer.refusals.areOutdated
      answer.refusals.removeAll { $0.code == "file-changed" }
      let errors = reasons(answer, edit, domain, around).map {
        Answer.Error(field: $0.field, message: $0.text)
      }
      return .json(
        Answer(
          isOutdated: isOutdated, errors: errors, effects: answer.effects(around.phrases)))
    } catch {
      let failure = Answer.Error(field: nil, message: error.message)
      return .json(Answer(isOutdated: false, errors: [failure], effects: []))
    }
  }

  /// The mail itself, or a sentence in its place.
  private func summary(
    _ edit: PreferenceEdit, _ domain: String, _ around: Surroundings
  ) async -> Response {
    let type = "text/html; charset=utf-8"
    do throws(Program.Failure) {
      let html = try await program.summary(edit, of: domain)
      if let html, !html.isEmpty { return Response(type: type, policy: .sandbox, body: html) }
      let sentence =
        html == nil
        ? around.phrases.text(.nothingFollows)
        : around.phrases.text(.noSummary, ["email": edit.email])
      return Response(type: type, policy: .sandbox, body: Self.framed(sentence, around))
    } catch {
      return Response(type: type, policy: .sandbox, body: Self.framed(error.message, around))
    }
  }

  private static func framed(_ sentence: String, _ around: Surroundings) -> [UInt8] {
    let page: Markup = """
      <!DOCTYPE html><html lang="\(around.phrases.locale)"><meta charset="utf-8">
      <title>\(around.phrases.text(.summaryFrame))</title>
      <meta name="color-scheme" content="light dark">
      <style>p { font: 1rem/1.5 sans-serif; margin: 1.5rem; }</style><p>\(sentence)</p></html>
      """
    return Array(page.text.utf8)
  }

  private func failed(_ reason: String, _ domain: String, _ around: Surroundings) -> Response {
    let phrases = around.phrases
    let page = around.page(
      title: phrases.text(.preferences), account: domain, reloads: true,
      main: """
        <h1>\(phrases.text(.preferencesOf, ["account": domain]))</h1>
        <p class="notice">\(phrases.text(.unreadable, ["reason": reason]))</p>
        """)
    return .page(page, status: 500)
  }
}
