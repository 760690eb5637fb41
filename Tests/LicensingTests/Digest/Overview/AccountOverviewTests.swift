import Testing

@testable import Licensing

struct AccountOverviewTests {
  /// An overview of an account named by a letter.
  private func overview(
    _ domain: String, major: Int, daysLeft: Int?, _ texts: inout TextTable
  ) -> AccountOverview {
    let id = texts.insert(domain)
    let alert = Alert(
      type: .outOfCompliance, severity: .major, actionDue: .last, virtualAccount: 0,
      subject: .empty, facts: .outOfCompliance)
    return AccountOverview(
      domain: id, name: id, virtualAccounts: [], alerts: Array(repeating: alert, count: major),
      expiring: 0, seatsShort: 0,
      nextExpiry: daysLeft.map {
        AccountOverview.NextExpiry(
          endDate: OneLicense.today.adding(days: $0), daysLeft: $0, severity: nil)
      }, subscribers: 0,
      coverage: Coverage(
        gaps: [], isWithoutPreferences: false, rowsWithoutLicense: 0, silentUsers: []))
  }

  @Test func `major alerts come first, then the nearest end, then the domain`() {
    var texts = TextTable()
    let facts: [(String, Int, Int?)] = [
      ("f", 0, nil), ("e", 0, 9), ("b", 2, 5), ("a", 1, 90), ("d", 0, 3), ("c", 1, nil),
      ("g", 0, 9),
    ]
    let overviews = facts.map { overview($0.0, major: $0.1, daysLeft: $0.2, &texts) }
    let sorted = overviews.sorted { $0.isWorse(than: $1, texts: texts) }
    #expect(sorted.map { texts.string($0.domain) } == ["b", "a", "c", "d", "e", "g", "f"])
  }

  @Test(
    arguments: [
      (nil, [(10, 5)], 0), (10, [(10, 5)], 10), (12, [(10, 5)], 12), (12, [(10, nil)], 2),
      (12, [(10, 5), (5, 50)], 12), (12, [(10, 100), (1, nil)], 1), (3, [(10, 5), (5, nil)], 0),
    ] as [(Int32?, [(Int32, Int?)], Int)])
  func `seats short are those of the worst day within the largest window, today included`(
    inUse: Int32?, terms: [(quantity: Int32, daysLeft: Int?)], seats: Int
  ) {
    let world = OneLicense(
      inUse: inUse,
      terms.map { term in
        OneTerm(
          term.quantity,
          end: term.daysLeft.map { .on(OneLicense.today.adding(days: $0)) } ?? .never)
      })
    #expect(world.report.seatsShort == seats)
  }

  @Test func `the first shortage names its day and the most seats of one license on it`() {
    var digest = OneLicense(
      inUse: 12, [OneTerm(5, from: -9, to: 3), OneTerm(6, from: -9, to: 9)]
    ).digest()
    #expect(digest.firstShortfall?.seats == 6)
    #expect(digest.firstShortfall?.from == OneLicense.today.adding(days: 4))
    digest.expiring = []
    #expect(digest.firstShortfall == nil)
  }
}
