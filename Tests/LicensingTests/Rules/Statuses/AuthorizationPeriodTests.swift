import Testing

@testable import Licensing

struct AuthorizationPeriodTests {
  private static let today = day(2026, 11, 22)

  private func alerts(
    authorized age: Int?, status: String = "", renewed: Int? = nil, contact: Int? = nil
  ) -> [Alert] {
    var rows = ExportRows()
    rows.instances = [
      InstanceRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
        name: rows.texts.insert("edge-1"), renewed: renewed.map { Self.today.adding(days: -$0) },
        authorized: age.map { Self.today.adding(days: -$0) },
        lastContact: contact.map { Self.today.adding(days: -$0) },
        status: rows.texts.insert(status), location: SourceLocation(file: 0, line: 2, column: 1))
    ]
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    return inventory.alerts(on: Self.today)
  }

  @Test(
    arguments: [
      (0, .authorized, nil), (30, .authorized, nil), (31, .renewalOverdue, nil),
      (90, .renewalOverdue, nil), (91, .grace, .minor), (180, .grace, .minor),
      (181, .graceExpired, .major),
    ] as [(Int, AuthorizationPeriod.State, Severity?)])
  func `the age of the last success says the state and the alert`(
    age: Int, state: AuthorizationPeriod.State, severity: Severity?
  ) {
    let period = AuthorizationPeriod(
      begin: Self.today.adding(days: -age), settings: RuleSettings())
    #expect(period.state(on: Self.today) == state)
    #expect(alerts(authorized: age).map(\.severity) == (severity.map { [$0] } ?? []))
  }

  @Test func `the worse of the stated and the dated state counts`() {
    let stated: [(String, AuthorizationPeriod.State?)] = [
      ("", nil), ("Authorized", .authorized), ("Renewal Overdue", .renewalOverdue),
      ("Authorization Expired", .grace), ("grace", .grace), ("GRACE-EXPIRED", .graceExpired),
      ("Waiting", nil),
    ]
    let dated: [(Int, AuthorizationPeriod.State)] = [
      (0, .authorized), (31, .renewalOverdue), (91, .grace), (181, .graceExpired),
    ]
    for (status, statedState) in stated {
      for (age, datedState) in dated {
        let found = alerts(authorized: age, status: status)
        let state = max(statedState ?? .authorized, datedState)
        #expect(found.count == (state >= .grace ? 1 : 0), "\(status) \(age)")
        #expect(found.first?.severity == (state < .grace ? nil : state == .grace ? .minor : .major))
        let isStatedWorse = (statedState ?? .authorized) > datedState
        let graceEnd = Self.today.adding(days: 180 - age)
        #expect(found.isEmpty || found[0].actionDue == (isStatedWorse ? Self.today : graceEnd))
      }
    }
  }

  @Test func `a success during grace or after it begins a new period`() {
    #expect(alerts(authorized: 120).count == 1)
    #expect(alerts(authorized: 0).isEmpty)
  }

  @Test(arguments: [(30, 0), (31, 1)])
  func `an instance fails to renew and to connect after 30 days`(age: Int, count: Int) {
    let renew = alerts(authorized: nil, renewed: age)
    #expect(renew.map(\.type) == Array(repeating: .failedToRenew, count: count))
    let contact = alerts(authorized: nil, contact: age)
    #expect(contact.map(\.type) == Array(repeating: .failedToConnect, count: count))
    #expect(contact.allSatisfy { $0.actionDue == Self.today.adding(days: 90 - age) })
  }

  @Test func `a date after the report date is taken as the report date, with a warning`() {
    var rows = ExportRows()
    rows.instances = [
      InstanceRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
        name: rows.texts.insert("edge-1"), authorized: Self.today.adding(days: 1),
        location: SourceLocation(file: 0, line: 2, column: 1))
    ]
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    #expect(inventory.accounts[0].instances[0].authorized == Self.today)
    #expect(
      inventory.diagnostics.map(\.message) == [
        "authorization date '2026-11-23' is after the report date, which is used instead"
      ])
  }
}
