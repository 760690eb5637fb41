internal import Answers
internal import Rendering

/// What the addresses below `/-/alerts` answer, and the forms of an account's page.
struct DismissalsSite: Sendable {
  /// How often a form is judged again at most while others change the file.
  private static let attempts = 5

  let files: OutputFiles
  let program: DismissalsProgram
  let lists = DismissalLists()

  /// Answers a request of `/-/alerts/ACCOUNT`; nil where nothing does.
  func respond(to request: Request, _ around: Surroundings) async -> Response? {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
    guard parts.count == 1, let domain = parts.first.map(String.init), files.isAccount(domain)
    else { return nil }
    do throws(Program.Failure) {
      guard request.method == "POST" else {
        let isSaved = request.query["saved"] != nil
        return page(
          try await program.list(domain), around, chosen: request.query["alert"], isSaved: isSaved)
      }
      guard let edit = DismissalEdit(request.form) else {
        return page(try await program.list(domain), around, status: 400)
      }
      return try await save(edit, domain, around)
    } catch {
      let reason = around.phrases.text(.alertsUnreadable, ["reason": error.message])
      let main: Markup = "<h1>\(domain)</h1>\n<p class=\"notice\">\(reason)</p>"
      return .page(
        around.page(title: domain, account: domain, reloads: true, main: main), status: 500)
    }
  }

  /// The forms that the preview adds to an account's page; nil where the exports cannot be read as
  /// they are now.
  func form(of domain: String, _ state: Rebuilding.State, _ phrases: Phrases) async
    -> DismissalsForm?
  {
    await lists.list(of: domain, generation: state.generation, program)
      .map { DismissalsForm(phrases: phrases, account: $0) }
  }

  private func save(
    _ edit: DismissalEdit, _ domain: String, _ around: Surroundings
  ) async throws(Program.Failure) -> Response {
    for _ in 0..<Self.attempts {
      let account = try await program.list(domain)
      // What others did to this very alert is for the person to see first.
      guard account.rows(naming: edit.name) == edit.before else {
        return page(
          account, around, edit: edit, reasons: [around.phrases.text(.alertChanged)], status: 409)
      }
      let answer = try await program.save(edit, of: domain, ifUnchanged: account.sha256)
      if answer.saved {
        await lists.forget(domain)
        return .redirect(to: "/-/alerts/\(domain)?saved=\(edit.verb.rawValue)")
      }
      if answer.refusals.areOutdated { continue }
      return page(
        account, around, edit: edit,
        reasons: answer.refusals.map { Self.reason($0, edit, domain, around.phrases) }, status: 422)
    }
    return page(
      try await program.list(domain), around, edit: edit,
      reasons: [around.phrases.text(.alertChanged)], status: 409)
  }

  private static func reason(
    _ refusal: SavingAnswer.Refusal, _ edit: DismissalEdit, _ domain: String, _ phrases: Phrases
  ) -> String {
    let own = phrases.refusal(
      "alert-" + refusal.code, ["asker": edit.savedBy, "account": domain])
    // Of the program's own sentence the option's name means nothing in a form.
    return own ?? refusal.message
  }

  private func page(
    _ account: AlertsAnswer, _ around: Surroundings, edit: DismissalEdit? = nil,
    chosen: String? = nil, reasons: [String] = [], isSaved: Bool = false, status: Int = 200
  ) -> Response {
    let phrases = around.phrases
    let form = DismissalsForm(phrases: phrases, account: account, edit: edit, chosen: chosen)
    let lines = reasons.map { "<li>\($0)</li>\n" as Markup }
    let refused: Markup = """
      <div class="notice bad" role="alert" tabindex="-1"><p><b>\(phrases.text(.nothingSaved))</b></p>
      <ul>\(lines)</ul></div>
      """
    let saved: Markup = "<p class=\"notice good\" role=\"status\">\(phrases.text(.saved))</p>\n"
    return .page(
      around.page(
        title: phrases.text(.dismissAlert), account: account.account,
        head: DismissalsForm.head,
        main: """
          <p class="back"><a href="/accounts/\(account.account)/alerts.html">\
          \(account.account)</a></p>
          <h1>\(phrases.text(.dismissAlert))</h1>
          \(reasons.isEmpty ? (isSaved ? saved : "") : refused)
          \(form.dismissing)\(form.restoring)
          """), status: status)
  }
}
