import Answers
import Exports
import Foundation
import Licensing
import Testing

@testable import license_digest

/// What `alerts dismiss` and `restore` make of whole folders, before anything is written.
struct DismissalSavingTests {
  private static let preferences = """
    account_domain,email,role,virtual_accounts,daily_summary
    acme.example,ann@acme.example,Smart Account Administrator,*,yes
    acme.example,ben@acme.example,user,*,yes

    """
  private static let header =
    "account_domain,virtual_account,alert_event,subject,subscription_id,end_date,until,by,reason\n"

  private func dismissals(_ world: borrowing PreferencesWorld) throws -> AccountDismissals {
    let preferences = try world.preferences()
    return try #require(
      try AccountDismissals(
        preferences.run, account: "ACME.example", phrases: preferences.phrases))
  }

  private func saving(
    _ world: borrowing PreferencesWorld, _ subject: String, place: String = "",
    event: String = "licenses-expiring", until: String? = "2027-03-01", reason: String = "known",
    by savedBy: String = "ann@acme.example", isRestoring: Bool = false, ifUnchanged: String? = nil
  ) throws -> DismissalSaving {
    let statement = DismissalStatement(
      account: "acme.example", virtualAccount: place, event: event, subject: subject,
      subscription: "", end: nil, until: until.flatMap { CalendarDate(iso: $0) }, by: savedBy,
      reason: reason)
    return try #require(
      try DismissalSaving(
        dismissals(world), statement, by: savedBy, isRestoring: isRestoring,
        ifUnchanged: ifUnchanged, inputs: [world.folder.path], refusals: []))
  }

  @Test func `without a file one is made beside the account's licenses`() throws {
    let world = try PreferencesWorld(["p.csv": Self.preferences])
    let saving = try saving(world, "Soon")
    #expect(saving.refusals == [])
    #expect(saving.shownPath == world.folder.path + "/dismissals.csv")
    #expect(
      String(decoding: try #require(saving.bytes), as: UTF8.self) == Self.header
        + "acme.example,A,licenses-expiring,Soon,,,2027-03-01,ann@acme.example,known\n")
    #expect(saving.effect.changes.map(\.reader) == ["ann@acme.example", "ben@acme.example"])
    #expect(saving.effect.changes.allSatisfy { $0.lost.expiring.count == 1 && $0.gained.isEmpty })
  }

  @Test func `an account folder gets its own file, a file of another account's rows a row more`()
    throws
  {
    let own = try PreferencesWorld([
      "acme.example/l.csv": "virtual_account,license,quantity\nZ,Zed,1\n",
      "p.csv": Self.preferences,
    ])
    // The first license file in input order is the one in the folder.
    #expect(
      try saving(own, "Soon").shownPath == own.folder.path + "/acme.example/dismissals.csv")
    let row = "b.example,D,portal-alerts,x,,,2027-01-01,,\n"
    let shared = try PreferencesWorld([
      "dismissals.csv": Self.header + row, "p.csv": Self.preferences,
    ])
    let bytes = try #require(try saving(shared, "Soon").bytes)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(Self.header + row + "acme.example,A,"))
  }

  @Test func `every reason is given at once, and nothing is made`() throws {
    let world = try PreferencesWorld(["p.csv": Self.preferences])
    let refused = try saving(
      world, "Nothing", until: "2026-11-21", reason: "", by: "ben@acme.example",
      ifUnchanged: "0123")
    #expect(
      refused.refusals.map(\.code) == [
        "not-administrator", "no-reason", "until-past", "names-nothing", "file-changed",
      ])
    #expect(refused.bytes == nil && refused.effect.changes.isEmpty)
    #expect(try saving(world, "Soon", until: "2026-11-22").refusals == [])
    #expect(try saving(world, "Soon", ifUnchanged: "none").refusals == [])
  }

  @Test func `a name that several virtual accounts have must say which`() throws {
    let world = try PreferencesWorld([
      "l.csv":
        "account_domain,virtual_account,license,quantity,end_date\nacme.example,B,Soon,1,2026-12-02\n",
      "p.csv": Self.preferences,
    ])
    let refusals = try saving(world, "Soon").refusals
    #expect(refusals.map(\.code) == ["names-several"])
    #expect(refusals[0].message.contains("(expected one of 'A', 'B')"))
    #expect(try saving(world, "Soon", place: "B").refusals == [])
  }

  @Test func `what is dismissed as long already is refused, a later day is not`() throws {
    let row = "acme.example,A,licenses-expiring,Soon,,,2027-03-01,,\n"
    let world = try PreferencesWorld([
      "dismissals.csv": Self.header + row, "p.csv": Self.preferences,
    ])
    #expect(try saving(world, "Soon").refusals.map(\.code) == ["already-dismissed"])
    #expect(try saving(world, "Soon", until: "2027-03-02").refusals == [])
    let restored = try saving(world, "Soon", isRestoring: true)
    #expect(restored.refusals == [])
    #expect(String(decoding: try #require(restored.bytes), as: UTF8.self) == Self.header)
    #expect(restored.effect.changes.allSatisfy { $0.gained.expiring.count == 1 })
    #expect(
      try saving(world, "Later", isRestoring: true).refusals.map(\.code) == ["no-row"])
    #expect(
      try saving(world, "Soon", by: "ben@acme.example", isRestoring: true).refusals.map(\.code)
        == ["not-administrator"])
  }

  @Test func `rows in two files are not restored at once`() throws {
    let row = "acme.example,A,licenses-expiring,Soon,,,2027-03-01,,\n"
    let world = try PreferencesWorld([
      "dismissals.csv": Self.header + row, "more.csv": Self.header + row + "\n",
      "p.csv": Self.preferences,
    ])
    #expect(try saving(world, "Soon", isRestoring: true).refusals.map(\.code) == ["several-files"])
  }

  private func answer(
    _ saving: DismissalSaving, isDryRun: Bool = false
  ) throws -> DismissingAnswer {
    let answer = DismissalAnswer(
      saving: saving, effect: saving.effect,
      sentences: try saving.dismissals.sentences(saving.after.texts), isDryRun: isDryRun)
    return try reread(answer.bytes)
  }

  @Test func `programs are told what is saved, or why nothing is`() throws {
    let world = try PreferencesWorld(["p.csv": Self.preferences])
    let saved = try answer(saving(world, "Soon"))
    #expect(saved.saved && saved.refusals.isEmpty && saved.file.sha256?.count == 64)
    #expect(saved.rows.map(\.virtualAccount) == ["A"])
    #expect(saved.losses.map(\.lines) == [1, 1])
    #expect(try !answer(saving(world, "Soon"), isDryRun: true).saved)
    let refused = try answer(saving(world, "Nothing"))
    #expect(!refused.saved && refused.refusals.map(\.code) == ["names-nothing"])
    #expect(refused.file.sha256 == nil)
  }

  @Test func `programs are told what is dismissed and what may be`() throws {
    let rows = """
      acme.example,A,licenses-expiring,Soon,,,2027-03-01,ann@acme.example,known
      acme.example,,licenses-expiring,Nothing,,,2027-03-02,,

      """
    let world = try PreferencesWorld([
      "dismissals.csv": Self.header + rows, "p.csv": Self.preferences,
    ])
    let list: AlertsAnswer = try reread(
      DismissalList(dismissals(world), inputs: [world.folder.path]).bytes)
    #expect(list.dismissals.map(\.state) == ["holds", "names-nothing"])
    #expect(list.dismissals.map(\.place?.line) == [2, 3])
    #expect(list.dismissals.map(\.until) == ["2027-03-01", "2027-03-02"])
    #expect(list.dismissals.map(\.by) == ["ann@acme.example", nil])
    #expect(list.admins == ["ann@acme.example"] && list.sha256.count == 64)
    #expect(list.alerts.contains { $0.subject == "Hidden" && $0.type == "licenses-expiring" })
  }
}
