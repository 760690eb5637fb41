internal import Licensing
internal import Templates

/// Turns a page of what nobody is told into values.
struct CoverageView {
  /// A line by its account and its index there.
  private typealias LineIndex = (account: Int, line: Int)

  private let accounts: [AccountOverview]
  private let gaps: [LineIndex]
  private let dismissed: [LineIndex]
  private let silent: [LineIndex]
  private let withoutPreferences: [Int]
  private let withoutLicense: [Int]
  private let lost: [Int]

  init(_ accounts: [AccountOverview]) {
    self.accounts = accounts
    func indices(_ count: (Coverage) -> Int) -> [LineIndex] {
      accounts.indices.flatMap { account in
        (0..<count(accounts[account].coverage)).map { (account, $0) }
      }
    }
    gaps = indices(\.gaps.count)
    dismissed = accounts.indices.flatMap { account in
      accounts[account].dismissed.indices.map { (account, $0) }
    }
    silent = indices(\.silentUsers.count)
    withoutPreferences = accounts.indices.filter { accounts[$0].coverage.isWithoutPreferences }
    lost = accounts.indices.filter { accounts[$0].loss != nil }
    withoutLicense = accounts.indices.filter { accounts[$0].coverage.rowsWithoutLicense > 0 }
  }

  var paging: Paging {
    let counts = [
      gaps.count, silent.count, withoutPreferences.count, withoutLicense.count, lost.count,
      dismissed.count,
    ]
    return Paging("coverage", longest: counts.max() ?? 0)
  }

  /// The values of one page.
  func values(_ number: Int, _ page: PageView) -> ViewValues {
    var page = page
    let root = page.begin(
      CoverageNames.self, .coverage, title: page.phrases.text(.`page.coverage.title`),
      paging: paging, number)
    if !lost.isEmpty { fill(lost, .lost, root, number, &page) }
    if let list = page.open(.gaps, of: root, GapNames.self, count: gaps.count, number) {
      for index in gaps[list.range] {
        let line = page.values.append(to: .lines, of: list.slot, GapNames.self)
        let account = accounts[index.account]
        page.fill(line, account.coverage.gaps[index.line], account)
      }
    }
    if !dismissed.isEmpty { fillDismissed(root, number, &page) }
    if let list = page.open(.silent, of: root, SilentUserNames.self, count: silent.count, number) {
      for index in silent[list.range] {
        let line = page.values.append(to: .lines, of: list.slot, SilentUserNames.self)
        let account = accounts[index.account]
        page.fill(line, account.coverage.silentUsers[index.line], account)
      }
    }
    fill(withoutPreferences, .withoutPreferences, root, number, &page)
    fill(withoutLicense, .withoutLicense, root, number, &page)
    return page.values
  }

  private func fillDismissed(
    _ root: RecordSlot<CoverageNames>, _ number: Int, _ page: inout PageView
  ) {
    guard
      let list = page.open(
        .dismissed, of: root, DismissedLineNames.self, count: dismissed.count, number)
    else { return }
    for index in dismissed[list.range] {
      let line = page.values.append(to: .lines, of: list.slot, DismissedLineNames.self)
      let account = accounts[index.account]
      page.fill(
        line, account.dismissed[index.line], virtualAccounts: account.virtualAccounts)
      page.set(.account, of: line, name: account.name)
      page.values.set(.domain, of: line, page.texts.string(account.domain))
    }
  }

  private func fill(
    _ indices: [Int], _ name: CoverageNames, _ root: RecordSlot<CoverageNames>, _ number: Int,
    _ page: inout PageView
  ) {
    guard
      let list = page.open(
        name, of: root, UnreadAccountNames.self, count: indices.count, number)
    else { return }
    for index in indices[list.range] {
      let line = page.values.append(to: .lines, of: list.slot, UnreadAccountNames.self)
      let account = accounts[index]
      page.values.set(.name, of: line, page.name(account.name))
      page.values.set(.ownName, of: line, account.name != account.domain)
      page.values.set(.domain, of: line, page.texts.string(account.domain))
      page.values.set(
        .rows, of: line,
        name == .lost
          ? account.loss.map { Sentences.capitalized(page.sentences.clause(of: $0)) } ?? ""
          : page.phrases.text(.`page.coverage.rows`, account.coverage.rowsWithoutLicense))
    }
  }
}

extension PageView {
  fileprivate mutating func fill(
    _ slot: RecordSlot<GapNames>, _ gap: Coverage.Gap, _ account: AccountOverview
  ) {
    let daysLeft = context.date.days(until: gap.endDate)
    if daysLeft < 2 {
      values.set(.word, of: slot, sentences.when(daysLeft))
    } else {
      values.set(.days, of: slot, phrases.number(daysLeft))
      values.set(.unit, of: slot, phrases.text(.`mail.days`))
    }
    values.set(.daysLeft, of: slot, String(daysLeft))
    let sentences = sentences
    set(.endDate, of: slot, iso: gap.endDate)
    values.set(.endTitle, of: slot) { sentences.dates.writeMedium(gap.endDate, to: &$0) }
    set(.account, of: slot, name: account.name)
    values.set(.domain, of: slot, texts.string(account.domain))
    set(.virtualAccount, of: slot, name: account.virtualAccounts[gap.virtualAccount])
    set(.license, of: slot, name: gap.license)
    set(.subscription, of: slot, name: gap.subscription)
    values.set(.seats, of: slot, sentences.seats(gap.quantity))
    let reasons = gap.reasons.map(sentence)
    values.set(.reasons, of: slot, Sentences.capitalized(sentences.clauses(reasons)))
  }

  private func sentence(_ reason: Coverage.Reason) -> String {
    switch reason {
    case .nobodySubscribed: phrases.text(.`page.coverage.reason.nobody`)
    case .outsideScope(let readers): phrases.text(.`page.coverage.reason.scope`, readers)
    case .eventNotTicked(let readers): phrases.text(.`page.coverage.reason.event`, readers)
    case .windowTooShort(_, longest: nil): phrases.text(.`page.coverage.reason.cleared`)
    case .windowTooShort(let readers, let longest?):
      phrases.text(.`page.coverage.reason.window`, readers, ["longest": phrases.number(longest)])
    case .milestonesPast(let readers): phrases.text(.`page.coverage.reason.milestones`, readers)
    }
  }

  fileprivate mutating func fill(
    _ slot: RecordSlot<SilentUserNames>, _ user: Coverage.SilentUser, _ account: AccountOverview
  ) {
    values.set(.address, of: slot, user.address)
    set(.account, of: slot, name: account.name)
    values.set(.domain, of: slot, texts.string(account.domain))
    let cause: Phrase =
      switch user.cause {
      case .bothMessagesOff: .`page.coverage.cause.off`
      case .noEventTicked: .`page.coverage.cause.noEvent`
      case .emptyScope: .`page.coverage.cause.scope`
      case .accountWithoutLicense: .`page.coverage.cause.noLicense`
      }
    values.set(.cause, of: slot, Sentences.capitalized(phrases.text(cause)))
  }
}
