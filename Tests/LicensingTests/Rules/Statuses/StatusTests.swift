import Testing

@testable import Licensing

struct StatusTests {
  @Test(arguments: [
    ("Out of Compliance", "outofcompliance"), ("out_of-compliance", "outofcompliance"),
    ("OutOfCompliance (5)", "outofcompliance"), ("Grace [12]", "grace"), ("Grace (x)", "gracex"),
    ("Grace ()", "grace"), ("(5)", ""), ("", ""), ("- -", ""), ("\u{c9}tat 2", "\u{c9}tat2"),
  ])
  func `a status compares by letters and digits, without a number in brackets at its end`(
    written: String, letters: String
  ) {
    #expect(StatusWord(written).letters == letters)
  }

  @Test(
    arguments: [
      ("", .unstated), ("In Compliance", .sound), ("ACTIVE", .sound), ("OOC", .outOfCompliance),
      ("Out-of-Compliance", .outOfCompliance), ("Not In Compliance", .outOfCompliance),
      ("Non-Compliant", .outOfCompliance), ("Insufficient Licenses", .outOfCompliance),
      ("Out of compliance (5)", .outOfCompliance), ("Compliance", .unknown), ("?", .unknown),
    ] as [(String, LicenseStatus)])
  func `a license status nobody knows is never taken for sound`(
    written: String, status: LicenseStatus
  ) {
    #expect(LicenseStatus(written) == status)
  }

  @Test(
    arguments: [
      ("", .unstated), ("AUTHORIZED", .state(.authorized)), ("Grace Period", .state(.grace)),
      ("Authorization Expired", .state(.grace)), ("grace-period expired", .state(.graceExpired)),
      ("EVALUATION EXPIRED", .state(.graceExpired)), ("Evaluation Period", .sound),
      ("Not Registered", .sound), ("out of compliance", .sound), ("Overage", .sound),
      ("AUTHORIZED - RESERVED", .reserved), ("Reserved Authorized", .reserved),
      ("Not Reserved", .unknown), ("Unreserved", .unknown), ("Asleep", .unknown),
    ] as [(String, InstanceStatus)])
  func `the states of an instance are known in any spelling`(
    written: String, status: InstanceStatus
  ) {
    #expect(InstanceStatus(written) == status)
  }

  @Test(
    arguments: [
      ("licenses-expiring", .licensesExpiring), ("Licenses Expiring", .licensesExpiring),
      ("Product Instance Failed to Connect", .failedToConnect),
      ("PRODUCT_INSTANCE_FAILED_TO_RENEW", .failedToRenew), ("OUT OF COMPLIANCE", .outOfCompliance),
      ("Licenses Vanishing", nil), ("product instance", nil), ("", nil),
    ] as [(String, AlertType?)])
  func `P2: the portal's names of events mean ours`(written: String, type: AlertType?) {
    #expect(AlertType(named: written) == type)
  }

  @Test(arguments: [
    ("Synchronization Overdue", true), ("Satellite Unregistered and Removed", true),
    ("Duplicate Licenses", true), ("Licenses Vanishing", false), ("", false),
  ])
  func `P2: other alerts of the portal are known, but not ours`(written: String, isKnown: Bool) {
    #expect(AlertType.isOfPortalAlone(written) == isKnown)
  }

  @Test func `a reserved instance has no alert, whatever its dates`() {
    var rows = ExportRows()
    rows.instances = ["AUTHORIZED - RESERVED", ""].map { status in
      InstanceRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
        name: rows.texts.insert("edge \(status)"), renewed: day(2024, 1, 1),
        authorized: day(2024, 1, 1), lastContact: day(2024, 1, 1),
        status: rows.texts.insert(status), location: SourceLocation(file: 0, line: 2, column: 1))
    }
    let inventory = Inventory(joining: [rows], reportDate: day(2026, 11, 22))
    let alerts = inventory.alerts(on: day(2026, 11, 22))
    #expect(Set(alerts.map { inventory.texts.string($0.subject) }) == ["edge "])
    #expect(alerts.count == 3)
    #expect(alerts.entries.map(\.alerts.count) == [3])
    #expect(alerts.entries.map(\.worst.type) == [.authorizationExpired])
  }
}
