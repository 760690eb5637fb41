internal import Licensing
internal import Templates

/// Turns what is true of one account into the values of its page, a sheet one can print.
struct AccountView {
  let report: AccountReport
  let overview: AccountOverview
  let messages: [MessageManifest]
  let problems: DiagnosticLog
  /// Of this account.
  let links: MessageLinks
  /// The overview's alerts, virtual account by virtual account.
  private let alerts: [Alert]
  private let uses: [LicenseUse]
  private let licenses: [LicenseLine]
  private let events: [Event]
  /// What changed since the previous run, then the alerts that are over.
  private let changes: [ChangeLine]

  var account: SmartAccount { report.account }

  init(
    _ report: AccountReport, overview: AccountOverview, messages: [MessageManifest],
    problems: DiagnosticLog, links: MessageLinks, texts: TextTable
  ) {
    self.report = report
    self.overview = overview
    self.messages = messages
    self.problems = problems
    self.links = links
    alerts = Self.grouped(overview.alerts)
    uses = LicenseUse.tightestFirst(in: report.account, on: report.date)
    licenses = LicenseLine.lines(of: report, texts: texts)
    events = report.allEvents(texts: texts)
    changes =
      (report.news?.changes ?? []).map(ChangeLine.license)
      + (report.news?.cleared ?? []).map(ChangeLine.over)
  }

  /// The virtual account of the worst alert first, each with its alerts in their order.
  private static func grouped(_ alerts: [Alert]) -> [Alert] {
    var order: [Int?: Int] = [:]
    for alert in alerts where order[alert.virtualAccount] == nil {
      order[alert.virtualAccount] = order.count
    }
    let keyed = alerts.enumerated().map { (order[$1.virtualAccount] ?? 0, $0, $1) }
    return keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  var paging: Paging {
    let lists = [
      uses.count, licenses.count, alerts.count, account.instances.count, events.count,
      messages.count, problems.count, changes.count, overview.dismissed.count,
    ]
    return Paging("alerts", longest: lists.max() ?? 0)
  }

  /// The values of one page.
  func values(_ number: Int, _ page: PageView) -> ViewValues {
    var page = page
    let name = page.name(account.name)
    let root = page.begin(AccountNames.self, .account, title: name, paging: paging, number)
    page.values.set(.name, of: root, name)
    let domain = page.texts.string(account.domain)
    // An account without a display name is called by its domain, once.
    page.values.set(.domain, of: root, domain == name ? "" : domain)
    page.values.set(.isFirst, of: root, number == 1)
    page.values.set(.hasRenewals, of: root, account.isTold)
    page.values.set(.orderLink, of: root, links.commerce ?? "")
    page.values.set(.major, of: root, page.phrases.number(overview.major))
    page.values.set(.minor, of: root, page.phrases.number(overview.minor))
    if number == 1 {
      fillFigures(root, &page)
      page.fillTimeline(root, report.timeline, milestones: page.context.settings.milestones)
    }
    fillLists(root, number, &page)
    return page.values
  }

  private func fillFigures(_ root: RecordSlot<AccountNames>, _ page: inout PageView) {
    let unread = UnreadRows(account.rejected, scope: .wholeAccount)
    for sentence in page.sentences.sentences(of: unread) {
      page.values.append(to: .unread, of: root, sentence)
    }
    let window = page.context.settings.largestWindow
    page.values.set(.expiring, of: root, page.phrases.number(overview.expiring))
    page.values.set(.expiringLabel, of: root, page.phrases.text(.`subject.days`, window))
    page.values.set(.seatsShort, of: root, page.phrases.number(overview.seatsShort))
    page.values.set(
      .seatsShortLabel, of: root, page.phrases.text(.`page.account.seatsShortNote`, window))
    page.values.set(.hasShort, of: root, overview.seatsShort > 0)
    page.values.set(.hasMajor, of: root, overview.major > 0)
  }

  private func fillLists(
    _ root: RecordSlot<AccountNames>, _ number: Int, _ page: inout PageView
  ) {
    if let news = report.news, !changes.isEmpty {
      page.values.set(
        .changesHeading, of: root, page.sentences.since(news.previous, on: report.date))
      fill(.changes, of: root, ChangeLineNames.self, changes, number, &page) { $0.fill($1, $2) }
    }
    fillAlerts(root, number, &page)
    if !overview.dismissed.isEmpty {
      fill(.dismissed, of: root, DismissedLineNames.self, overview.dismissed, number, &page) {
        $0.fill($1, $2, virtualAccounts: account.virtualAccounts)
      }
    }
    fill(.uses, of: root, LicenseUseNames.self, uses, number, &page) { $0.fill($1, $2, account) }
    fill(.licenses, of: root, LicenseLineNames.self, licenses, number, &page) {
      $0.fill($1, $2, account)
    }
    fill(.instances, of: root, InstanceLineNames.self, account.instances, number, &page) {
      $0.fill($1, $2, account)
    }
    fill(.events, of: root, EventLineNames.self, events, number, &page) { $0.fill($1, $2, account) }
    let addresses = PageView.addresses(of: Paging.range(number, of: messages.count).count)
    fill(.messages, of: root, MessageLineNames.self, messages, number, &page) {
      $0.fill($1, $2, addresses: addresses, root: "")
    }
    page.values.set(
      .isReadWhole, of: root, !page.context.isCutShort && !page.context.hasProblemsOfNoAccount)
    page.fillProblems(.problems, of: root, problems, number)
  }

  private func fillAlerts(
    _ root: RecordSlot<AccountNames>, _ number: Int, _ page: inout PageView
  ) {
    guard
      let list = page.open(
        .alerts, of: root, AlertGroupNames.self, count: alerts.count, number)
    else { return }
    let shown = alerts[list.range]
    page.values.set(.pageMajor, of: root, page.phrases.number(shown.count(.major)))
    page.values.set(.pageMinor, of: root, page.phrases.number(shown.count(.minor)))
    for group in shown.split(whereNeighbours: { $0.virtualAccount != $1.virtualAccount }) {
      let virtualAccount = group.first?.virtualAccount.map { account.virtualAccounts[$0] }
      let name =
        virtualAccount.map { page.name($0) } ?? page.phrases.text(.`page.alerts.wholeAccount`)
      let slot = page.values.append(to: .lines, of: list.slot, AlertGroupNames.self)
      page.values.set(.name, of: slot, name)
      page.values.set(
        .identifier, of: slot,
        virtualAccount.map { Anchor.virtualAccount(page.texts.string($0)) } ?? Anchor.wholeAccount)
      page.values.set(
        .counts, of: slot,
        page.sentences.counts(major: group.count(.major), minor: group.count(.minor)))
      for alert in group {
        let line = page.values.append(to: .lines, of: slot, AlertLineNames.self)
        page.fill(
          line, alert, virtualAccount: virtualAccount, commerce: links.commerce)
        page.values.set(.key, of: line, key(of: alert, page.texts))
      }
    }
  }

  private func key(of alert: Alert, _ texts: TextTable) -> String {
    let stated = alert.type == .portalAlerts ? alert.statedType : nil
    return Anchor.alert(
      alert.virtualAccount.map { texts.string(account.virtualAccounts[$0]) } ?? "",
      event: stated.map(texts.string) ?? alert.type.rawValue, subject: texts.string(alert.subject),
      subscription: texts.string(alert.subscription),
      end: alert.type.isOfEnd ? alert.actionDue?.iso ?? "" : "")
  }

  /// Fills the lines of a list that are on the page.
  private func fill<Line: TemplateNames, Element>(
    _ name: AccountNames, of root: RecordSlot<AccountNames>, _ line: Line.Type,
    _ elements: [Element], _ number: Int, _ page: inout PageView,
    _ fill: (inout PageView, RecordSlot<Line>, Element) -> Void
  ) {
    guard let list = page.open(name, of: root, line, count: elements.count, number) else { return }
    for element in elements[list.range] {
      fill(&page, page.values.append(to: .lines, of: list.slot, line), element)
    }
  }
}

/// A line of what changed.
private enum ChangeLine {
  case license(Change)
  case over(RememberedAlert)
}

extension PageView {
  fileprivate mutating func fill(_ slot: RecordSlot<ChangeLineNames>, _ line: ChangeLine) {
    let sentence =
      switch line {
      case .license(let change): sentences.sentence(of: change)
      case .over(let alert): sentences.sentence(of: alert)
      }
    values.set(.mark, of: slot, sentence.mark)
    values.set(.text, of: slot, sentence.text)
    values.set(.place, of: slot, sentence.place)
  }
}

extension ArraySlice<Alert> {
  /// How many there are of a severity.
  fileprivate func count(_ severity: Severity) -> Int { count { $0.severity == severity } }
}

extension ArraySlice {
  /// The runs of elements between which nothing divides.
  fileprivate func split(whereNeighbours divide: (Element, Element) -> Bool) -> [ArraySlice] {
    var runs: [ArraySlice] = []
    var start = startIndex
    for index in indices.dropFirst() where divide(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    return isEmpty ? runs : runs + [self[start...]]
  }
}
