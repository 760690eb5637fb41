import Testing

@testable import Licensing

struct StatusNoticeTests {
  private static let today = day(2026, 11, 22)

  /// The notice of whoever ticked everything, one night after the previous run or more.
  private func notice(
    nights: Int = 1, termDaysLeft: [Int] = [], instance: (inout InstanceRow) -> Void = { _ in },
    types: AlertTypes = .all, scope: Scope = .wholeAccount, settings: RuleSettings = RuleSettings()
  ) -> Digest {
    var rows = ExportRows()
    let account = rows.texts.insert("acme.example")
    let place = rows.texts.insert("A")
    for (line, daysLeft) in termDaysLeft.enumerated() {
      rows.licenses.append(
        LicenseRow(
          account: account, virtualAccount: place, license: rows.texts.insert("L\(line)"),
          inUse: 0, quantity: 1,
          end: .on(CalendarDate(dayNumber: Self.today.dayNumber + Int32(daysLeft))),
          location: SourceLocation(file: 0, line: Int32(line) + 2, column: 1)))
    }
    var row = InstanceRow(
      account: account, virtualAccount: place, name: rows.texts.insert("edge-1"),
      location: SourceLocation(file: 1, line: 2, column: 1))
    instance(&row)
    rows.instances = [row]
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    let report = AccountReport(
      inventory.accounts[0], texts: inventory.texts, date: Self.today,
      since: Self.today.adding(days: -nights), settings: settings)
    let variant = Variant(
      locale: "en", windows: WindowSelection([]), alertTypes: types, scope: scope, recipients: [])
    return report.notice(for: variant, texts: inventory.texts, isCutShort: false)
  }

  @Test(
    arguments: [
      (1, 90, 90), (1, 89, nil), (1, 30, 30), (5, 28, 30), (3, 2, 3), (1, 2, nil),
    ] as [(Int, Int, Int?)])
  func `a milestone crossed is told once, whatever the windows`(
    nights: Int, daysLeft: Int, milestone: Int?
  ) {
    let found = notice(nights: nights, termDaysLeft: [daysLeft])
    #expect(found.expiring.map(\.milestone) == (milestone.map { [$0] } ?? []))
    #expect(found.expiring.allSatisfy { $0.band == nil })
  }

  @Test(arguments: [(1, -1, 1), (1, -2, 0), (3, -3, 1), (3, -4, 0), (1, 0, 0)])
  func `a term is told when its days left went below zero`(
    nights: Int, daysLeft: Int, count: Int
  ) {
    let found = notice(nights: nights, termDaysLeft: [daysLeft])
    #expect(found.alerts.map(\.type) == Array(repeating: .licensesExpired, count: count))
  }

  @Test func `a term that ended is told even where ended terms stay no alert`() {
    var settings = RuleSettings()
    settings.expiredForDays = 0
    let found = notice(nights: 3, termDaysLeft: [-3, -4], settings: settings)
    #expect(found.alerts.map(\.type) == [.licensesExpired])
  }

  @Test(arguments: [
    (1, 90, 0), (1, 91, 1), (1, 92, 0), (2, 92, 1), (1, 181, 1), (1, 182, 0), (100, 185, 1),
  ])
  func `an authorization or grace period that ended is told once`(
    nights: Int, age: Int, count: Int
  ) {
    let found = notice(nights: nights, instance: { $0.authorized = Self.today.adding(days: -age) })
    #expect(found.alerts.map(\.type) == Array(repeating: .authorizationExpired, count: count))
  }

  @Test(arguments: [(1, 30, 0), (1, 31, 1), (1, 32, 0), (4, 33, 1)])
  func `an age that passed its limit is told once`(nights: Int, age: Int, count: Int) {
    let found = notice(
      nights: nights,
      instance: {
        $0.renewed = Self.today.adding(days: -age)
        $0.lastContact = Self.today.adding(days: -age)
      })
    #expect(found.alerts.count == 2 * count)
  }

  @Test func `only what was ticked and lies in the scope is told`() {
    #expect(notice(termDaysLeft: [30, -1], types: []).isEmpty)
    #expect(notice(termDaysLeft: [30, -1], scope: .listed([])).isEmpty)
    let ticked = notice(termDaysLeft: [30, -1], types: AlertTypes(.licensesExpired))
    #expect(ticked.expiring.isEmpty && ticked.alerts.count == 1)
  }
}
