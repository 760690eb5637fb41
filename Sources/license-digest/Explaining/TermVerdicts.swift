internal import Licensing
internal import Templates

/// Every term of an account, or of one license, and what tells a reader of it or why nothing does.
///
/// Mentions of a term are looked up in tonight's messages. The rules are asked only why there is
/// none, so no verdict can differ from what is mailed.
struct TermVerdicts {
  private(set) var lines: [String] = []
  /// Terms that a message of tonight tells of.
  private(set) var reported = 0
  private(set) var count = 0

  private let account: SmartAccount
  private let run: JudgedRun
  private let daily: Variant?
  private let summary: DigestMentions?
  private let notice: DigestMentions?
  private let dismissals: DismissalMentions

  /// The verdicts over the digests of one reader; nil where it gets no such message.
  init(
    _ account: SmartAccount, run: JudgedRun, daily: Variant?, summary: Licensing.Digest?,
    notice: Licensing.Digest?, license: String?, virtualAccount: String?,
    dismissals: DismissalMentions
  ) {
    self.dismissals = dismissals
    self.account = account
    self.run = run
    self.daily = daily
    self.summary = summary.map { DigestMentions($0, of: account, run.inventory.texts) }
    self.notice = notice.map { DigestMentions($0, of: account, run.inventory.texts) }
    let texts = run.inventory.texts
    let terms = account.terms.filter { term in
      let owner = account.licenses[term.license]
      return license.map { $0 == texts.string(owner.name) } ?? true
        && virtualAccount.map {
          $0 == texts.string(account.virtualAccounts[owner.virtualAccount])
        } ?? true
    }
    lines = ["", "Terms:"]
    if terms.isEmpty, let license {
      let names = account.licenses.map { texts.string($0.name) }
      lines.append(
        "  there is no license \(license.quoted)\(Suggestion.hint(for: license, among: names))")
    }
    for term in terms { add(term) }
    lines.append("")
  }

  private mutating func add(_ term: Term) {
    let texts = run.inventory.texts
    let license = account.licenses[term.license]
    let facts = [
      texts.string(account.virtualAccounts[license.virtualAccount]), texts.string(license.name),
      texts.string(term.subscription), "\(term.quantity) seats",
    ]
    count += 1
    let told =
      (summary?.mentions(of: term) ?? []).map { "told in the summary, \($0)" }
      + (notice?.mentions(of: term) ?? []).map { "told in tonight's notice, \($0)" }
    if !told.isEmpty { reported += 1 }
    let verdict = told.isEmpty ? ["not told, \(whyNot(term, license))"] : told
    lines.append(
      "  \(facts.filter { !$0.isEmpty }.joined(separator: ", ")): "
        + ([ends(term)] + verdict).joined(separator: "; "))
  }

  private func ends(_ term: Term) -> String {
    guard let end = term.end.date else {
      return term.end == .unknown ? "its end is unknown" : "it has no end"
    }
    let left = run.date.days(until: end)
    return "ends \(end.iso), \(left) \(abs(left) == 1 ? "day" : "days") left"
  }

  /// The first thing that keeps a term out of the summary, in the order of the rules.
  private func whyNot(_ term: Term, _ license: License) -> String {
    guard let daily else { return "the summary is off (P1), and no notice tells of it" }
    guard daily.scope.contains(license.virtualAccount) else {
      return "the virtual account is outside the scope (P8)"
    }
    if let dismissed = dismissals.mention(of: term) { return dismissed }
    guard let end = term.end.date else { return "it does not expire" }
    guard term.quantity > 0 else { return "it has no seats" }
    let left = run.date.days(until: end)
    guard left >= 0 else {
      return "it ended, and no alert of it is open (for \(settings.expiredForDays) days, P2)"
    }
    guard let largest = daily.windows.largest else { return "no window holds (P3, P4)" }
    guard daily.windows.band(daysLeft: left) != nil else {
      return "the largest window is \(largest.days) days (P6)"
    }
    return "it needs no attention"
  }

  private var settings: RuleSettings { run.configuration.ruleSettings }
}
