import Testing

@testable import Licensing

struct AlertRulesTests {
  private static let today = day(2026, 11, 22)

  /// The alerts of an account with one license of these terms.
  private func alerts(
    inUse: Int32?, isOutOfCompliance: Bool = false, terms: [(quantity: Int32, daysLeft: Int?)]
  ) -> [Alert] {
    var rows = ExportRows()
    let account = rows.texts.insert("acme.example")
    let place = rows.texts.insert("DEFAULT")
    let license = rows.texts.insert("Network Advantage")
    for (line, term) in terms.enumerated() {
      let end = term.daysLeft.map { Self.today.dayNumber + Int32($0) }
      rows.licenses.append(
        LicenseRow(
          account: account, virtualAccount: place, license: license, inUse: inUse,
          isOutOfCompliance: isOutOfCompliance, quantity: term.quantity,
          end: end.map { .on(CalendarDate(dayNumber: $0)) } ?? .never,
          location: SourceLocation(file: 0, line: Int32(line) + 2, column: 1)))
    }
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    return inventory.alerts(on: Self.today)
  }

  @Test(
    arguments: [
      (nil, 10, []), (9, 10, []), (10, 10, []), (11, 10, [.insufficientLicenses]),
      (1, 0, [.insufficientLicenses]),
    ] as [(Int32?, Int32, [AlertType])])
  func `licenses are insufficient when more are in use than in force`(
    inUse: Int32?, quantity: Int32, types: [AlertType]
  ) {
    #expect(alerts(inUse: inUse, terms: [(quantity, nil)]).map(\.type) == types)
  }

  @Test(
    arguments: [
      (0, [.licensesExpiring]), (90, [.licensesExpiring]), (91, []), (-1, [.licensesExpired]),
      (-90, [.licensesExpired]), (-91, []),
    ] as [(Int, [AlertType])])
  func `a term expires until its end date and is expired for 90 days after it`(
    daysLeft: Int, types: [AlertType]
  ) {
    #expect(alerts(inUse: 0, terms: [(5, daysLeft)]).map(\.type) == types)
    #expect(alerts(inUse: 0, terms: [(0, daysLeft)]).isEmpty)
  }

  @Test(
    arguments: [
      (10, 30, Severity.major), (10, 31, .minor), (5, 30, .minor), (6, 0, .major),
    ] as [(Int32, Int, Severity)])
  func `an expiring term is major from 30 days down when seats will be short`(
    inUse: Int32, daysLeft: Int, severity: Severity
  ) {
    let expiring = alerts(inUse: inUse, terms: [(5, daysLeft), (5, nil)])
    #expect(expiring.map(\.type) == [.licensesExpiring])
    #expect(expiring.map(\.severity) == [severity])
  }

  @Test func `an expired term is minor while its seats are covered`() {
    #expect(alerts(inUse: 5, terms: [(9, -3), (5, nil)]).map(\.severity) == [.minor])
    #expect(alerts(inUse: 6, terms: [(9, -3), (5, nil)]).map(\.severity) == [.major, .major])
  }

  @Test(arguments: [(5, true), (6, false), (nil, false)] as [(Int32?, Bool)])
  func `an expired term is told as covered only where in use is known`(
    inUse: Int32?, isCovered: Bool
  ) {
    let expired = alerts(inUse: inUse, terms: [(9, -3), (5, nil)]).filter {
      $0.type == .licensesExpired
    }
    let covered = expired.map { alert in
      if case .expired(_, _, let isCovered) = alert.facts { isCovered } else { false }
    }
    #expect(covered == [isCovered])
  }

  @Test(arguments: [(2, "grace expired", false), (100, "authorized", true), (100, "grace", true)])
  func `a date is told only where it is no better than the stated status`(
    age: Int, status: String, tellsDate: Bool
  ) {
    var rows = ExportRows()
    let text = ["acme.example", "A", "edge-1", status].map { rows.texts.insert($0) }
    rows.instances = [
      InstanceRow(
        account: text[0], virtualAccount: text[1], name: text[2],
        authorized: Self.today.adding(days: -age), status: text[3],
        location: SourceLocation(file: 0, line: 2, column: 1))
    ]
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    let alerts = inventory.alerts(on: Self.today)
    let dates = alerts.map { alert in
      if case .authorization(_, let since, _) = alert.facts { since != nil } else { false }
    }
    #expect(dates == [tellsDate])
  }

  @Test func `out of compliance is left out beside insufficient licenses of the same license`() {
    let both = alerts(inUse: 9, isOutOfCompliance: true, terms: [(5, nil)])
    #expect(Set(both.map(\.type)) == [.insufficientLicenses, .outOfCompliance])
    #expect(both.withoutCoveredCompliance.map(\.type) == [.insufficientLicenses])
    let alone = alerts(inUse: nil, isOutOfCompliance: true, terms: [(5, nil)])
    #expect(alone.withoutCoveredCompliance.map(\.type) == [.outOfCompliance])
  }

  @Test(arguments: [(10, 7), (nil, nil)] as [(Int32?, Int?)])
  func `a shortfall counts what is in force on the day after the end`(
    inUse: Int32?, shortfall: Int?
  ) {
    let world = OneLicense(
      inUse: inUse,
      [
        OneTerm(8, end: .on(.last)), OneTerm(3),
        OneTerm(4, start: day(2027, 1, 2), end: .on(.last)),
      ])
    #expect(world.outlooks.shortfall(ofTerm: 0) == shortfall)
    #expect(world.outlooks.shortfall(ofTerm: 2) == nil)
  }

  @Test(arguments: [0, 1, 41])
  func `a term of unknown end is in force on the report date and covers no shortfall`(
    daysLeft: Int
  ) {
    let world = OneLicense(
      inUse: 10,
      [
        OneTerm(8, end: .on(OneLicense.today.adding(days: daysLeft))), OneTerm(7, end: .unknown),
        OneTerm(7, start: OneLicense.today.adding(days: 41), end: .unknown),
      ])
    #expect(
      world.account.quantityInForce(of: world.account.licenses[0], on: OneLicense.today) == 15)
    #expect(world.outlooks.shortfall(ofTerm: 0) == 10)
  }

  @Test func `two accounts that own a virtual account of one name stay apart`() {
    var rows = ExportRows()
    let place = rows.texts.insert("DEFAULT")
    let license = rows.texts.insert("ISE Apex")
    for (line, domain) in ["b.example", "a.example", "b.example"].enumerated() {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert(domain), virtualAccount: place, license: license, inUse: 1,
          quantity: Int32(line) + 1,
          location: SourceLocation(file: 0, line: Int32(line) + 2, column: 1)))
    }
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    #expect(
      inventory.accounts.map { inventory.texts.string($0.domain) } == ["a.example", "b.example"])
    #expect(inventory.accounts.map { $0.terms.map(\.quantity) } == [[2], [1, 3]])
  }
}
