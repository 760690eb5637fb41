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
          page.values.append(to: .lines, of: list.place, AccountLineNames.self), account)
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
    _ place: RecordSlot<AccountLineNames>, _ account: AccountOverview
  ) {
    set(.name, of: place, name: account.name)
    values.set(.ownName, of: place, account.name != account.domain)
    values.set(.domain, of: place, texts.string(account.domain))
    if let loss = account.loss {
      values.set(.loss, of: place, Sentences.capitalized(sentences.clause(of: loss)))
    }
    if let day = account.unchangedSince, day < context.date {
      values.set(
        .unchanged, of: place,
        phrases.text(.`page.index.unchanged`, ["date": sentences.dates.short(day)]))
    }
    if let next = account.nextExpiry { fill(place, next) }
    if let worst = account.alerts.first {
      values.set(.severity, of: place, sentences.name(of: worst.severity))
      values.set(.hasMajor, of: place, worst.severity == .major)
      values.set(.hasMinor, of: place, worst.severity == .minor)
      let virtualAccount = worst.virtualAccount.map { name(account.virtualAccounts[$0]) }
      values.set(
        .worst, of: place,
        sentences.labelled(
          sentences.name(of: worst),
          sentences.joined([name(worst.subject), virtualAccount].compactMap(\.self))))
    }
    values.set(.short, of: place, phrases.number(account.seatsShort))
    values.set(.isShort, of: place, account.seatsShort > 0)
    values.set(.expiring, of: place, phrases.number(account.expiring))
    values.set(.major, of: place, phrases.number(account.major))
    values.set(.minor, of: place, phrases.number(account.minor))
    values.set(.subscribers, of: place, phrases.number(account.subscribers))
  }

  private mutating func fill(
    _ place: RecordSlot<AccountLineNames>, _ next: AccountOverview.NextExpiry
  ) {
    if next.daysLeft < 2 {
      values.set(.word, of: place, sentences.when(next.daysLeft))
    } else {
      values.set(.days, of: place, phrases.number(next.daysLeft))
      values.set(.unit, of: place, phrases.text(.`mail.days`))
    }
    values.set(.daysLeft, of: place, String(next.daysLeft))
    let sentences = sentences
    set(.endDate, of: place, iso: next.endDate)
    values.set(.endTitle, of: place) { sentences.dates.writeMedium(next.endDate, to: &$0) }
    values.set(.isMajor, of: place, next.severity == .major)
    values.set(.isMinor, of: place, next.severity == .minor)
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
