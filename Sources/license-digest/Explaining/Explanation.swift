internal import Licensing
internal import Rendering
internal import Templates

/// The chain from preference rows to tonight's messages for one address, as lines of text.
struct Explanation {
  private var report = TextReport()
  /// Whether the answer is a message, or, where a license is asked for, one that tells of it.
  private(set) var isMessage = false

  private let run: JudgedRun
  private let email: String
  private let license: String?
  private let virtualAccount: String?

  var text: String { report.text }
  private var texts: TextTable { run.inventory.texts }
  private var settings: RuleSettings { run.configuration.ruleSettings }

  init(
    _ run: JudgedRun, account: String, email: String, license: String?, virtualAccount: String?
  ) {
    self.run = run
    self.email = email
    self.license = license
    self.virtualAccount = virtualAccount
    let domain = account.lowercasedASCII
    let accounts = run.inventory.accounts
    guard let index = accounts.firstIndex(where: { texts.string($0.domain) == domain }) else {
      let known = accounts.map { run.inventory.texts.string($0.domain) }
      add(
        "There is no account \(domain.quoted) in the exports\(Suggestion.hint(for: domain, among: known))."
      )
      addProblems(of: domain)
      add("Verdict: no message.")
      return
    }
    explain(accounts[index], run.grants[index])
  }

  private mutating func add(_ line: String) { report.add(line) }

  private mutating func explain(_ account: SmartAccount, _ grants: Grants) {
    let domain = texts.string(account.domain)
    add("\(email) in account \(domain), \(texts.string(account.name))")
    add("for \(run.date.iso), since \(run.since.iso)")
    let rows = account.preferences.filter { names(email, in: $0) }
    guard !rows.isEmpty else {
      let known = account.preferences.flatMap { addresses(of: $0) }
      add("")
      add(
        "No preference row of the account has this address\(Suggestion.hint(for: email, among: known))."
      )
      addOtherAccounts(besides: account)
      addProblems(of: domain)
      add("Verdict: no message.")
      return
    }
    for row in rows { addRow(row, account) }
    addMessages(account, grants)
  }

  private mutating func addOtherAccounts(besides account: SmartAccount) {
    for other in run.inventory.accounts where other.domain != account.domain {
      guard let row = other.preferences.first(where: { names(email, in: $0) }) else { continue }
      add("  it stands in account \(texts.string(other.domain)), \(run.shown(row.location))")
    }
  }

  private func addresses(of row: PreferenceRow) -> [String] {
    [texts.string(row.email)] + row.additionalEmails
  }

  private func names(_ address: String, in row: PreferenceRow) -> Bool {
    addresses(of: row).contains { $0.lowercasedASCII == address.lowercasedASCII }
  }

  private mutating func addRow(_ row: PreferenceRow, _ account: SmartAccount) {
    let reading = PreferenceExplanation(row, account: account, texts: texts, run: run)
    add("")
    add("Preferences: \(run.shown(row.location))")
    if texts.string(row.email).lowercasedASCII != email.lowercasedASCII {
      add("  the address is an additional one of \(texts.string(row.email)) (P7, P9)")
    }
    for line in reading.lines { add("  \(line)") }
    for problem in problems(at: row.location) { add("  \(problem)") }
  }

  private mutating func addMessages(_ account: SmartAccount, _ grants: Grants) {
    let judged = run.judged(account, texts: texts)
    let isCutShort = run.inventory.isCutShort
    let daily = variant(in: grants.dailySummaries)
    let notice = variant(in: grants.statusNotices)
    let summary = daily.map { judged.digest(for: $0, texts: texts, isCutShort: isCutShort) }
    let happened = notice.map { judged.notice(for: $0, texts: texts, isCutShort: isCutShort) }
      .flatMap { $0.isEmpty ? nil : $0 }
    add("")
    if let summary {
      add("Daily summary: yes, \(path(summary.variant.dailyStem(account, texts), account))")
      add("  \(counts(summary)); sent every day, also when nothing happened (P1)")
    } else {
      add("Daily summary: no, no row of this address that was used turns it on (P1)")
    }
    if let happened {
      add("Status notice: yes, \(path(happened.variant.noticeStem(account, texts), account))")
      add("  \(counts(happened))")
    } else {
      add(
        notice == nil
          ? "Status notice: no, no row of this address that was used turns it on"
          : "Status notice: none tonight, nothing ticked happened since \(run.since.iso)")
    }
    let dismissals = DismissalMentions(judged, texts)
    addDismissed(dismissals, daily ?? notice)
    let verdicts = TermVerdicts(
      account, run: run, daily: daily, summary: summary, notice: happened, license: license,
      virtualAccount: virtualAccount, dismissals: dismissals)
    for line in verdicts.lines { add(line) }
    addVerdict(verdicts, hasMessage: summary != nil || happened != nil)
  }

  private mutating func addDismissed(_ dismissals: DismissalMentions, _ variant: Variant?) {
    guard let variant else { return }
    let lines = dismissals.lines(in: variant.scope)
    if lines.isEmpty { return }
    add("")
    add("Dismissed alerts:")
    for line in lines { add("  \(line)") }
  }

  private mutating func addVerdict(_ verdicts: TermVerdicts, hasMessage: Bool) {
    if let license {
      isMessage = verdicts.reported > 0
      add("Verdict: \(isMessage ? "a message tells of" : "no message tells of") \(license.quoted).")
    } else {
      isMessage = hasMessage
      let terms = "\(verdicts.reported) of \(verdicts.count) terms told"
      add("Verdict: \(isMessage ? "a message, \(terms)" : "no message").")
    }
  }

  private func path(_ stem: String, _ account: SmartAccount) -> String {
    "accounts/\(texts.string(account.domain))/\(stem)"
  }

  private func variant(in grants: [Grant]) -> Variant? {
    let address = email.lowercasedASCII
    guard let grant = grants.first(where: { $0.address.lowercasedASCII == address }) else {
      return nil
    }
    return Variant.variants(of: grants).first { $0.recipients.contains(grant.address) }
  }

  private func counts(_ digest: Licensing.Digest) -> String {
    let milestones = digest.expiring.count { $0.milestone != nil }
    return "expiring: \(digest.expiring.count) (\(milestones) at a milestone), "
      + "alerts: \(digest.alerts.count), events: \(digest.events.count)"
  }

  private func problems(at location: SourceLocation) -> [String] {
    run.diagnostics.filter {
      $0.location.file == location.file && $0.location.line == location.line
    }.map { "\($0.severity.rawValue): \($0.message)" }
  }

  /// Preference rows of an account that were left out; one of them may be the reader's.
  private mutating func addProblems(of domain: String) {
    let preferences = Set(
      run.manifestFiles.filter { $0.kind == .preferences }.map(\.path))
    for problem in run.diagnostics where problem.severity == .error {
      let file = run.files[Int(problem.location.file)]
      guard preferences.contains(file.path), problem.loss == .row,
        problem.account == domain || problem.account == nil
      else { continue }
      add("  left out: \(run.shown(problem.location)): \(problem.message)")
    }
  }
}
