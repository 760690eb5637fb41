internal import Licensing
internal import Templates

/// Turns a page of all accounts' alerts into values.
struct AlertsView {
  /// An alert by its account and its index there.
  private struct AlertIndex {
    var account: Int32
    var alert: Int32
  }

  private let accounts: [AccountOverview]
  private let indices: [AlertIndex]
  private let major: Int
  private let minor: Int
  /// With `{account}` still to be filled.
  private let commerce: String?

  /// Sorts the alerts of all accounts: severity, action due, account, then the account's own order.
  init(_ accounts: [AccountOverview], commerce: String?) {
    self.accounts = accounts
    self.commerce = commerce
    major = accounts.reduce(0) { $0 + $1.major }
    minor = accounts.reduce(0) { $0 + $1.minor }
    var keyed: [(key: Int64, index: AlertIndex)] = []
    keyed.reserveCapacity(accounts.reduce(0) { $0 + $1.alerts.count })
    for (account, overview) in accounts.enumerated() {
      for (index, alert) in overview.alerts.enumerated() {
        let severity: Int64 =
          switch alert.severity {
          case .major: 0
          case .minor: 1
          case .informational: 2
          }
        let due = alert.actionDue.map { Int64($0.dayNumber) } ?? Int64(Int32.max)
        keyed.append(
          (
            severity << 32 + due,
            AlertIndex(account: Int32(account), alert: Int32(index))
          ))
      }
    }
    keyed.sort {
      ($0.key, $0.index.account, $0.index.alert) < ($1.key, $1.index.account, $1.index.alert)
    }
    indices = keyed.map(\.index)
  }

  var paging: Paging { Paging("alerts", longest: indices.count) }

  /// The values of one page.
  func values(_ number: Int, _ page: PageView) -> ViewValues {
    var page = page
    let root = page.begin(
      AlertsPageNames.self, .alerts, title: page.phrases.text(.`page.alerts.title`),
      paging: paging, number)
    let counts = page.sentences.counts(major: major, minor: minor)
    page.values.set(.totals, of: root, Sentences.capitalized(counts))
    guard
      let (list, range) = page.open(
        .alerts, of: root, AlertLineNames.self, count: indices.count, number)
    else { return page.values }
    // Major alerts come first, so how many of them the page has follows from its range.
    let majorHere = range.clamped(to: 0..<major).count
    page.values.set(.pageMajor, of: root, page.phrases.number(majorHere))
    page.values.set(
      .pageMinor, of: root, page.phrases.number(range.clamped(to: major..<major + minor).count))
    page.values.set(.allMajor, of: root, page.phrases.number(major))
    page.values.set(.allMinor, of: root, page.phrases.number(minor))
    // A span, since to copy an overview out of the list is to count what it holds, at which threads
    // that make pages would wait for each other.
    let accounts = accounts.span
    let texts = page.texts
    for index in indices[range] {
      let account = Int(index.account)
      let domain = accounts[account].domain
      let alert = accounts[account].alerts[Int(index.alert)]
      let line = page.values.append(to: .lines, of: list, AlertLineNames.self)
      page.set(.account, of: line, name: accounts[account].name)
      page.values.set(.domain, of: line) { texts.append(domain, to: &$0) }
      page.fill(
        line, alert,
        virtualAccount: alert.virtualAccount.map { accounts[account].virtualAccounts[$0] },
        commerce: commerce.map {
          LinkTemplate($0).filled(.account, texts.string(domain)).withoutLine.written
        })
    }
    return page.values
  }
}
