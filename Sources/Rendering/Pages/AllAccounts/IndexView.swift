internal import Licensing
internal import Templates

/// Turns a page of accounts, and of the run's problems, into values.
struct IndexView {
  private let accounts: [AccountOverview]
  private let problems: DiagnosticLog
  private let majorAccounts: Int
  /// How many problems there are of each severity.
  private let problemCounts: [Diagnostic.Severity: Int]

  /// Sorts the accounts, worst first.
  init(_ accounts: [AccountOverview], problems: DiagnosticLog, texts: TextTable) {
    self.accounts = accounts.sorted { $0.isWorse(than: $1, texts: texts) }
    self.problems = problems
    majorAccounts = accounts.count { $0.major > 0 }
    problemCounts = Dictionary(
      uniqueKeysWithValues: Diagnostic.Severity.allCases.map { ($0, problems.count(of: $0)) })
  }

  var paging: Paging { Paging("index", longest: max(accounts.count, problems.count)) }

  /// The values of one page.
  func values(_ number: Int, _ page: PageView) -> ViewValues {
    var page = page
    let root = page.begin(
      IndexNames.self, .index, title: page.phrases.text(.`page.index.title`), paging: paging,
      number)
    page.values.set(
      .totals, of: root,
      page.phrases.text(
        .`page.index.totals`, accounts.count, ["major": page.phrases.number(majorAccounts)]))
    if let list = page.open(
      .accounts, of: root, AccountLineNames.self, count: accounts.count, number)
    {
      for account in accounts[list.range] {
        page.fill(
          page.values.append(to: .lines, of: list.slot, AccountLineNames.self), account)
      }
    }
    if !problems.isEmpty {
      page.values.set(
        .problemCount, of: root,
        page.sentences.labelled(
          page.phrases.text(.`page.problems.title`), page.sentences.counts(of: problemCounts)))
    }
    page.fillProblems(.problems, of: root, problems, number)
    return page.values
  }
}

extension PageView {
  fileprivate mutating func fill(
    _ slot: RecordSlot<AccountLineNames>, _ account: AccountOverview
  ) {
    set(.name, of: slot, name: account.name)
    values.set(.ownName, of: slot, account.name != account.domain)
    values.set(.domain, of: slot, texts.string(account.domain))
    if let loss = account.loss {
      values.set(.loss, of: slot, Sentences.capitalized(sentences.clause(of: loss)))
    }
    if let day = account.unchangedSince, day < context.date {
      values.set(
        .unchanged, of: slot,
        phrases.text(.`page.index.unchanged`, ["date": sentences.dates.short(day)]))
    }
    if let next = account.nextExpiry { fill(slot, next) }
    if let worst = account.alerts.first {
      values.set(.severity, of: slot, sentences.name(of: worst.severity))
      values.set(.hasMajor, of: slot, worst.severity == .major)
      values.set(.hasMinor, of: slot, worst.severity == .minor)
      let virtualAccount = worst.virtualAccount.map { name(account.virtualAccounts[$0]) }
      values.set(
        .worst, of: slot,
        sentences.labelled(
          sentences.name(of: worst),
          sentences.joined([name(worst.subject), virtualAccount].compactMap(\.self))))
    }
    values.set(.short, of: slot, phrases.number(account.seatsShort))
    values.set(.isShort, of: slot, account.seatsShort > 0)
    values.set(.expiring, of: slot, phrases.number(account.expiring))
    values.set(.major, of: slot, phrases.number(account.major))
    values.set(.minor, of: slot, phrases.number(account.minor))
    values.set(.subscribers, of: slot, phrases.number(account.subscribers))
  }

  private mutating func fill(
    _ slot: RecordSlot<AccountLineNames>, _ next: AccountOverview.NextExpiry
  ) {
    if next.daysLeft < 2 {
      values.set(.word, of: slot, sentences.when(next.daysLeft))
    } else {
      values.set(.days, of: slot, phrases.number(next.daysLeft))
      values.set(.unit, of: slot, phrases.text(.`mail.days`))
    }
    values.set(.daysLeft, of: slot, String(next.daysLeft))
    let sentences = sentences
    set(.endDate, of: slot, iso: next.endDate)
    values.set(.endTitle, of: slot) { sentences.dates.writeMedium(next.endDate, to: &$0) }
    values.set(.isMajor, of: slot, next.severity == .major)
    values.set(.isMinor, of: slot, next.severity == .minor)
  }
}

extension Sentences {
  /// `3 errors, 2 warnings, 1 note`.
  func counts(of problems: [Diagnostic.Severity: Int]) -> String {
    let kinds: [(Diagnostic.Severity, PluralPhrase)] = [
      (.error, .`page.problems.errors`), (.warning, .`page.problems.warnings`),
      (.note, .`page.problems.notes`),
    ]
    let parts = kinds.compactMap { severity, phrase in
      problems[severity].map { phrases.text(phrase, $0) }
    }
    return joined(parts)
  }
}
