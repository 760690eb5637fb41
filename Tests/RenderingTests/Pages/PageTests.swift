import Testing

@testable import Licensing
@testable import Rendering
@testable import Templates

/// Pages of small worlds: what is on which page, in which order, and that it is escaped.
struct PageTests {
  @Test(
    arguments: [
      (0, 1, 1, 0..<0), (1, 1, 1, 0..<1), (500, 1, 1, 0..<500), (501, 1, 2, 0..<500),
      (501, 2, 2, 500..<501), (1_000, 2, 2, 500..<1_000), (3, 2, 1, 3..<3),
    ])
  func `a list has 500 lines a page`(count: Int, number: Int, pages: Int, range: Range<Int>) {
    #expect(Paging("alerts", longest: count).count == pages)
    #expect(Paging.range(number, of: count) == range)
  }

  @Test(arguments: [(1, [1, 2, 3, 20]), (10, [1, 8, 9, 10, 11, 12, 20]), (20, [1, 18, 19, 20])])
  func `a pager offers the ends and the neighbours`(number: Int, pages: [Int]) {
    let paging = Paging("alerts", longest: 10_000)
    #expect(paging.neighbours(of: number) == pages)
    #expect(paging.fileName(1) == "alerts.html" && paging.fileName(20) == "alerts-20.html")
  }

  @Test(
    arguments: [
      (0, 0, true), (0, 6, true), (1, 7, true), (12, 84, true), (12, 90, true), (0, 91, false),
      (0, -1, false),
    ])
  func `a term stands in its week of the timeline`(week: Int, daysLeft: Int, isThere: Bool) {
    let term = World(uses: [1]).inventory.accounts[0].terms[0]
    let timeline = ExpiryTimeline(
      [
        ExpiringTerm(term: term, endDate: .last, daysLeft: daysLeft, severity: .major)
      ], window: 30)
    #expect(timeline.weeks.count == 13)
    #expect(timeline.highest == (isThere ? 1 : 0))
    #expect(timeline.weeks[week].major == (isThere ? 1 : 0))
  }

  @Test(arguments: [(90, 13, 90), (91, 14, 91), (120, 18, 120), (97, 14, 97), (7, 13, 90)])
  func `the timeline reaches as far as the largest window`(window: Int, weeks: Int, last: Int) {
    let term = World(uses: [1]).inventory.accounts[0].terms[0]
    let timeline = ExpiryTimeline(
      [last, last + 1].map {
        ExpiringTerm(term: term, endDate: .last, daysLeft: $0, severity: .minor)
      }, window: window)
    #expect(timeline.weeks.count == weeks)
    #expect(timeline.weeks.last?.minor == 1)
    #expect(timeline.weeks.last?.lastDaysLeft == last)
  }

  @Test(arguments: [(0, 3, "0.0%"), (2, 3, "66.6%"), (3, 3, "100.0%"), (1, 1_001, "0.0%")])
  func `bars are percents, rounded down`(part: Int, whole: Int, percent: String) {
    var bytes: [UInt8] = []
    bytes.append(percent: part, of: whole)
    #expect(bytes == Array(percent.utf8))
  }

  @Test func `licenses stand tightest first, unknown use last`() {
    let account = World(uses: [nil, 1, 12, 5, 10, 11]).inventory.accounts[0]
    let uses = LicenseUse.tightestFirst(in: account, on: World.today)
    #expect(uses.map(\.inUse) == [12, 11, 10, 5, 1, nil])
    #expect(uses.map(\.short) == [2, 1, 0, 0, 0, 0])
  }

  @Test(
    arguments: [
      ("", 0, .authorized, 90), ("", 31, .renewalOverdue, 59), ("", 91, .grace, 89),
      ("", 181, .graceExpired, nil), ("grace", 0, .grace, nil), ("authorized", 91, .grace, 89),
    ] as [(String, Int, AuthorizationPeriod.State, Int?)])
  func `an instance says when it changes next, unless only a stated status counts`(
    status: String, age: Int, state: AuthorizationPeriod.State, daysLeft: Int?
  ) {
    var texts = TextTable()
    let instance = ProductInstance(
      virtualAccount: 0, name: .empty, product: .empty,
      authorized: World.today.adding(days: -age), status: texts.insert(status))
    let standing = InstanceStanding(
      instance, on: World.today, texts: texts, settings: RuleSettings())
    #expect(standing.state == state)
    #expect(standing.lastDay == daysLeft.map { World.today.adding(days: $0) })
  }

  @Test func `accounts stand with major alerts first, then by the next end`() throws {
    let world = World(accounts: [("c.example", 40, 0), ("b.example", 3, 0), ("a.example", 20, 9)])
    let page = try world.lines(
      "{{#accounts}}{{#lines}}{{domain}} {{days}} {{#isMajor}}!{{/isMajor}}|{{/lines}}{{/accounts}}",
      IndexNames.self, world.index.values)
    #expect(page == "a.example 20 !|b.example 3 |c.example 40 |")
  }

  @Test func `alerts of all accounts stand major first, then by the day action is due`() throws {
    let world = World(accounts: [("a.example", 5, 0), ("b.example", 9, 9), ("c.example", 7, 9)])
    let page = try world.lines(
      """
      {{pageMajor}}/{{allMajor}} {{pageMinor}}/{{allMinor}}: \
      {{#alerts}}{{#lines}}{{domain}} {{due}} {{actionLink}}|{{/lines}}{{/alerts}}
      """, AlertsPageNames.self, world.alerts.values)
    #expect(
      page == """
        2/2 1/1: c.example 2026-11-29 https://c.example/|b.example 2026-12-01 https://b.example/|\
        a.example 2026-11-27 https://a.example/|
        """)
  }

  @Test func `a name from an export is escaped`() throws {
    let world = World(accounts: [("a.example", 5, 0)], license: "<script>&\"'")
    let page = try world.lines(
      "{{#alerts}}{{#lines}}{{subject}}{{/lines}}{{/alerts}}", AlertsPageNames.self,
      world.alerts.values)
    #expect(page == "&lt;script&gt;&amp;&quot;&#39;")
  }
}
