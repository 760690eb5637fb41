internal import Licensing
internal import Templates

/// Turns what is true of one account into the values of its page, a sheet one can print.
struct AccountView {
  let report: AccountReport
  let overview: AccountOverview
  let messages: [MessageManifest]
  let problems: [Diagnostic]
  /// Of this account.
  let links: MessageLinks
  let licenses: [LicenseUse]
  let unknownEnds: [Term]

  var account: SmartAccount { report.account }

  init(
    _ report: AccountReport, overview: AccountOverview, messages: [MessageManifest],
    problems: [Diagnostic], links: MessageLinks
  ) {
    self.report = report
    self.overview = overview
    self.messages = messages
    self.problems = problems
    self.links = links
    licenses = LicenseUse.tightestFirst(in: report.account, on: report.date)
    unknownEnds = report.account.terms.filter { $0.end == .unknown }
  }

  var paging: Paging {
    let lists = [
      licenses.count, overview.alerts.count, account.instances.count, unknownEnds.count,
      messages.count, problems.count,
    ]
    return Paging("alerts", longest: lists.max() ?? 0)
  }

  /// The values of one page.
  func values(_ number: Int, _ page: PageView) -> ViewValues {
    var page = page
    let root = page.values.root(AccountNames.self)
    let frame = page.values.open(.frame, of: root, FrameNames.self)
    let name = page.name(account.name)
    page.fill(frame, .account, title: name, paging: paging, number)
    page.values.set(.name, of: root, name)
    page.values.set(.domain, of: root, page.texts.string(account.domain))
    page.values.set(.isFirst, of: root, number == 1)
    page.values.set(.hasRenewals, of: root, account.hasLicenseRows)
    page.values.set(.orderLink, of: root, links.commerce ?? "")
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
    page.values.set(.expiring, of: root, page.phrases.number(overview.expiring))
    page.values.set(
      .expiringLabel, of: root,
      page.phrases.text(.`subject.days`, page.context.settings.largestWindow))
    page.values.set(.seatsShort, of: root, page.phrases.number(overview.seatsShort))
    page.values.set(.hasShort, of: root, overview.seatsShort > 0)
    page.values.set(.major, of: root, page.phrases.number(overview.major))
    page.values.set(.hasMajor, of: root, overview.major > 0)
    page.values.set(.minor, of: root, page.phrases.number(overview.minor))
  }

  private func fillLists(
    _ root: RecordSlot<AccountNames>, _ number: Int, _ page: inout PageView
  ) {
    fill(.alerts, of: root, AlertLineNames.self, overview.alerts, number, &page) {
      $0.fill(
        $1, $2, virtualAccount: $2.virtualAccount.map { account.virtualAccounts[$0] },
        commerce: links.commerce)
    }
    fill(.licenses, of: root, LicenseUseNames.self, licenses, number, &page) {
      $0.fill($1, $2, account)
    }
    fill(.instances, of: root, InstanceLineNames.self, account.instances, number, &page) {
      $0.fill($1, $2, account)
    }
    fill(.unknownEnds, of: root, UnknownEndNames.self, unknownEnds, number, &page) {
      $0.fill($1, $2, account)
    }
    let addresses = PageView.addresses(of: Paging.range(number, of: messages.count).count)
    fill(.messages, of: root, MessageLineNames.self, messages, number, &page) {
      $0.fill($1, $2, addresses: addresses, root: "")
    }
    page.fillProblems(.problems, of: root, problems, number)
  }

  /// Fills the lines of a list that stand on the page.
  private func fill<Line: TemplateNames, Element>(
    _ name: AccountNames, of root: RecordSlot<AccountNames>, _ line: Line.Type,
    _ elements: [Element], _ number: Int, _ page: inout PageView,
    _ fill: (inout PageView, RecordSlot<Line>, Element) -> Void
  ) {
    guard let list = page.open(name, of: root, line, count: elements.count, number) else { return }
    for element in elements[list.range] {
      fill(&page, page.values.append(to: .lines, of: list.place, line), element)
    }
  }
}
