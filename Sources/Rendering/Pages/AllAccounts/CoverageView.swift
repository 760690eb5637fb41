internal import Licensing
internal import Templates

/// Turns a page of what nobody is told into values.
struct CoverageView {
  /// A line by its account and its place there.
  private typealias Place = (account: Int, line: Int)

  private let accounts: [AccountOverview]
  private let gaps: [Place]
  private let dismissed: [Place]
  private let silent: [Place]
  private let withoutPreferences: [Int]
  private let withoutLicense: [Int]
  private let lost: [Int]

  init(_ accounts: [AccountOverview]) {
    self.accounts = accounts
    func places(_ count: (Coverage) -> Int) -> [Place] {
      accounts.indices.flatMap { account in
        (0..<count(accounts[account].coverage)).map { (account, $0) }
      }
    }
    gaps = places(\.gaps.count)
    dismissed = accounts.indices.flatMap { account in
      accounts[account].dismissed.indices.map { (account, $0) }
    }
    silent = places(\.silentUsers.count)
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
      for place in gaps[list.range] {
        let line = page.values.append(to: .lines, of: list.place, GapNames.self)
        let account = accounts[place.account]
        page.fill(line, account.coverage.gaps[place.line], account)
      }
    }
    if !dismissed.isEmpty { fillDismissed(root, number, &page) }
    if let list = page.open(.silent, of: root, SilentUserNames.self, count: silent.count, number) {
      for place in silent[list.range] {
        let line = page.values.append(to: .lines, of: list.place, SilentUserNames.self)
        let account = accounts[place.account]
        page.fill(line, account.coverage.silentUsers[place.line], account)
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
    for place in dismissed[list.range] {
      let line = page.values.append(to: .lines, of: list.place, DismissedLineNames.self)
      let account = accounts[place.account]
      page.fill(
        line, account.dismissed[place.line], virtualAccounts: account.virtualAccounts)
      page.set(.account, of: line, name: account.name)
      page.values.set(.domain, of: line, page.texts.string(account.domain))
    }
  }

  private func fill(
    _ places: [Int], _ name: CoverageNames, _ root: RecordSlot<CoverageNames>, _ number: Int,
    _ page: inout PageView
  ) {
    guard
      let list = page.open(
        name, of: root, UnreadAccountNames.self, count: places.count, number)
    else { return }
    for place in places[list.range] {
      let line = page.values.append(to: .lines, of: list.place, UnreadAccountNames.self)
      let account = accounts[place]
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
    _ place: RecordSlot<GapNames>, _ gap: Coverage.Gap, _ account: AccountOverview
  ) {
    let daysLeft = context.date.days(until: gap.endDate)
    if daysLeft < 2 {
      values.set(.word, of: place, sentences.when(daysLeft))
    } else {
      values.set(.days, of: place, phrases.number(daysLeft))
      values.set(.unit, of: place, phrases.text(.`mail.days`))
    }
    values.set(.daysLeft, of: place, String(daysLeft))
    let sentences = sentences
    set(.endDate, of: place, iso: gap.endDate)
    values.set(.endTitle, of: place) { sentences.dates.writeMedium(gap.endDate, to: &$0) }
    set(.account, of: place, name: account.name)
    values.set(.domain, of: place, texts.string(account.domain))
    set(.virtualAccount, of: place, name: account.virtualAccounts[gap.virtualAccount])
    set(.license, of: place, name: gap.license)
    set(.subscription, of: place, name: gap.subscription)
    values.set(.seats, of: place, sentences.seats(gap.quantity))
    let reasons = gap.reasons.map(sentence)
    values.set(.reasons, of: place, Sentences.capitalized(sentences.clauses(reasons)))
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
    _ place: RecordSlot<SilentUserNames>, _ user: Coverage.SilentUser, _ account: AccountOverview
  ) {
    values.set(.address, of: place, user.address)
    set(.account, of: place, name: account.name)
    values.set(.domain, of: place, texts.string(account.domain))
    let cause: Phrase =
      switch user.cause {
      case .bothMessagesOff: .`page.coverage.cause.off`
      case .noEventTicked: .`page.coverage.cause.noEvent`
      case .emptyScope: .`page.coverage.cause.scope`
      case .accountWithoutLicense: .`page.coverage.cause.noLicense`
      }
    values.set(.cause, of: place, Sentences.capitalized(phrases.text(cause)))
  }
}
