import Answers
import ArgumentParser
import Exports
import Foundation
import Licensing
import Rendering
import Testing

@testable import license_digest

/// What `preferences set` makes of whole folders, before anything is written.
struct PreferencesSaveTests {
  private static let csv = """
    account_domain,email,role,virtual_accounts,daily_summary,status_notification,alert_events,expiry_windows,additional_emails,locale
    acme.example,ann@acme.example,admin,,yes,no,,30;7,noc@acme.example,
    acme.example,ben@acme.example,user,B,no,no,,,,

    """

  private func saving(
    _ world: borrowing PreferencesWorld, _ email: String, by savedBy: String = "ann@acme.example",
    _ values: [PreferenceField: PreferenceValue], ifUnchanged: String? = nil
  ) throws -> PreferenceSaving {
    let preferences = try world.preferences()
    return try PreferenceSaving(
      preferences, SavingRequest(email: email, savedBy: savedBy, values: values),
      ifUnchanged: ifUnchanged)
  }

  private func document(_ saving: PreferenceSaving, isDryRun: Bool = true) throws -> [String: Any] {
    let answer = SavingJSON(
      saving: saving, effect: saving.effect,
      sentences: try saving.preferences.sentences(saving.after.texts), isDryRun: isDryRun)
    let read: SavingAnswer = try reread(answer.bytes)
    #expect(read.isWritten == (!isDryRun && saving.bytes != nil))
    return try #require(
      JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
  }

  @Test func `what changes is told with who gains and who loses, additional addresses included`()
    throws
  {
    let world = try PreferencesWorld(["p.csv": Self.csv])
    let saving = try saving(
      world, "ann@acme.example",
      [
        .expiryWindows: .choice(.listed(["90"])),
        .additionalEmails: .addresses(["ops@acme.example"]),
      ])
    #expect(saving.refusals == [])
    let bytes = try #require(saving.bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == Self.csv.replacing("30;7,noc@acme.example", with: "90,ops@acme.example"))
    let document = try document(saving)
    let changed = try #require(document["changed"] as? [[String: String]])
    #expect(
      changed == [
        ["field": "expiry-windows", "before": "30;7", "after": "90"],
        ["field": "additional-emails", "before": "noc@acme.example", "after": "ops@acme.example"],
      ])
    func told(_ key: String) throws -> [String] {
      try #require(document[key] as? [[String: Any]]).map { entry in
        let lines = (entry["expiring"] as? [[String: Any]])?.compactMap { $0["license"] as? String }
        let isWhole = entry["whole_message"] as? Bool == true
        return
          "\(entry["recipient"] ?? "") \(isWhole ? "all" : "some"): \(lines?.joined(separator: " ") ?? "")"
      }
    }
    #expect(
      try told("gains") == [
        "ann@acme.example some: Later", "ops@acme.example all: Soon Hidden Later",
      ])
    #expect(try told("losses") == ["noc@acme.example all: Soon Hidden"])
  }

  @Test func `a reader of two rows gains only what the other row did not give`() throws {
    // An additional address of the admin that has a row of its own (P10).
    let world = try PreferencesWorld(["p.csv": Self.csv.replacing("ben@acme", with: "noc@acme")])
    let saving = try saving(world, "noc@acme.example", [.dailySummary: .flag(true)])
    let text = SavingText(
      saving, effect: saving.effect,
      sentences: try saving.preferences.sentences(saving.after.texts),
      isDryRun: true)
    #expect(text.text.replacing("\n", with: " ").contains("/p.csv; nothing is written "))
    #expect(
      text.text.hasSuffix(
        """
          daily summary         no -> yes
          expiry windows        (nothing) -> 90

        noc@acme.example: daily summary gains 1 line
          +  70 days  Later, 5 seats, A, ends 2027-01-31

        """))
  }

  @Test(arguments: [
    ("p.csv", "p.csv"), ("acme.example/x.csv", "acme.example/x.csv"),
  ])
  func `a user in no row is added to the file of the account's first row`(
    name: String, path: String
  ) throws {
    let world = try PreferencesWorld([
      name: Self.csv,
      "q.csv": Self.csv.replacing("ann@", with: "cid@").replacing("ben@", with: "dan@"),
    ])
    let saving = try saving(
      world, "new@acme.example", by: "new@acme.example",
      [.dailySummary: .flag(true), .locale: .text("fr")])
    #expect(saving.refusals == [])
    let document = try document(saving)
    #expect((document["file"] as? [String: Any])?["path"] as? String == path)
    #expect(document["added"] as? Bool == true)
    let bytes = try #require(saving.bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == Self.csv + "acme.example,new@acme.example,,*,yes,no,,90,,fr\n")
    let grant = saving.after.grants.dailySummaries.first { $0.address == "new@acme.example" }
    #expect(grant?.locale == "fr")
  }

  @Test(
    arguments: [
      (
        ["p.csv": csv + "acme.example,BEN@acme.example,user,A,yes,no,,,,\n"], "ben@acme.example",
        ["two-rows"], "/p.csv:3 and "
      ),
      (
        ["p.csv": csv, "q.csv": csv], "ben@acme.example", ["file-repeated"],
        "/q.csv has the same bytes as "
      ),
      (
        ["p.csv": csv + "acme.example,eva@acme.example,\"user\"s\n"], "eva@acme.example",
        ["row-in-doubt"], "/p.csv:4 cannot be read and may be of 'eva@acme.example' (mend it first)"
      ),
      (
        ["p.csv": csv, "q.csv": csv.replacing("acme", with: "bold") + "bold.example,\"x"],
        "eva@acme.example", ["row-in-doubt"], "the end of "
      ),
      ([:], "eva@acme.example", ["not-administrator", "no-file"], "(write its first row by hand)"),
      (
        ["p.csv": csv.replacing("ben@acme.example,user,B", with: "ben@acme.example,user,C")],
        "ben@acme.example", ["empty-scope"], "virtual account 'C' does not exist"
      ),
      (
        ["p.csv": csv + "acme.example,\"open"], "ben@acme.example", ["file-not-writable"],
        "/p.csv is not written: it cannot be read whole"
      ),
    ] as [([String: String], String, Set<String>, String)])
  func `what lies in the files refuses too`(
    files: [String: String], email: String, codes: Set<String>, message: String
  ) throws {
    let world = try PreferencesWorld(files)
    let saving = try saving(world, email, [.dailySummary: .flag(true)])
    #expect(Set(saving.refusals.map(\.code)) == codes)
    #expect(saving.refusals.contains { $0.message.contains(message) })
    #expect(saving.bytes == nil)
    let document = try document(saving, isDryRun: false)
    #expect(document["saved"] as? Bool == false)
    #expect((document["changed"] as? [Any])?.isEmpty == true)
  }

  @Test(
    arguments: [
      (.notReadable, "it cannot be read whole"),
      (
        .encoding("KOI8-R"),
        "it is in 'KOI8-R' (expected UTF-8, UTF-16 with a mark, ISO-8859-1 or windows-1252)"
      ),
      (.undecodable, "it holds bytes that its encoding has no meaning for"),
      (.notFound, "the row is not found where it was read"),
      (.noPlace([.locale]), "the file has no column for it (add it first)"),
      (.noScope, "the file has no column virtual_accounts, so that a new user would see nothing"),
      (.notProven, "the changed file, read again, does not say what was meant"),
    ] as [(PreferenceFile.Refusal, String)])
  func `a file that cannot be changed is refused with the reason`(
    refusal: PreferenceFile.Refusal, message: String
  ) {
    #expect(refusal.reason.message == message)
  }

  @Test func `an encoding that is not written is told of every user`() throws {
    let world = try PreferencesWorld([
      "p.xml": "<?xml version='1.0' encoding='ISO-8859-2'?><preference-export version='1'>"
        + "<smart-account domain='acme.example'><user email='ann@acme.example' role='admin'/>"
        + "</smart-account></preference-export>"
    ])
    let saving = try saving(world, "ann@acme.example", [.dailySummary: .flag(true)])
    #expect(saving.refusals.map(\.code) == ["file-not-writable"])
    #expect(saving.refusals[0].message.contains("/p.xml is not written: it is in 'ISO-8859-2'"))
  }

  @Test(
    arguments: [
      (
        "noc@acme.example",
        "'noc@acme.example' stands in no row of its own; it is an additional "
          + "address of 'ann@acme.example'"
      ),
      (
        "bem@acme.example",
        "no preference row of account 'acme.example' is of 'bem@acme.example' "
          + "(did you mean 'ben@acme.example'?)"
      ),
    ])
  func `an address in no row is told where it may be meant`(email: String, message: String) throws {
    let preferences = try PreferencesWorld(["p.csv": Self.csv]).preferences()
    #expect(preferences.unknownUser(email).message == message)
  }

  @Test func `the summary that would follow is rendered, in the user's language`() throws {
    let world = try PreferencesWorld(["p.csv": Self.csv])
    let options = try RunOptions.parse([
      "--input", world.folder.path, "--templates", PublishedWorld.templates,
    ])
    let on = try saving(
      world, "ben@acme.example", [.dailySummary: .flag(true), .locale: .text("fr")])
    let text = String(decoding: try on.body(.text, options, .text), as: UTF8.self)
    #expect(text.contains("Hidden") && text.contains("7 POSTES ARRIVENT") && !text.contains("Soon"))
    let html = String(decoding: try on.body(.html, options, .text), as: UTF8.self)
    #expect(html.contains("<html lang=\"fr\"") && html.contains("Hidden"))
    let off = try saving(world, "ben@acme.example", [.statusNotification: .flag(true)])
    #expect(try off.body(.html, options, .text) == [])
  }

  @Test func `a file that is no longer the one that was shown is refused`() throws {
    let world = try PreferencesWorld(["p.csv": Self.csv])
    let old = try world.preferences().hash(of: 1)
    let same = try saving(
      world, "ben@acme.example", [.dailySummary: .flag(true)], ifUnchanged: old?.uppercased())
    #expect(same.refusals == [])
    let other = try saving(
      world, "ben@acme.example", [.dailySummary: .flag(true)],
      ifUnchanged: String(repeating: "0", count: 64))
    #expect(other.refusals.map(\.code) == ["file-changed"])
    #expect(
      SavingText.refusal(other).message.contains(
        "/p.csv changed meanwhile (show it again, then save)"))
  }

  @Test func `saying what is said already gives no new bytes`() throws {
    let world = try PreferencesWorld(["p.csv": Self.csv])
    let saving = try saving(
      world, "ann@acme.example",
      [.dailySummary: .flag(true), .expiryWindows: .choice(.listed(["7", "30"]))])
    #expect(saving.refusals == [] && saving.bytes == nil && saving.changes.isEmpty)
    let text = SavingText(
      saving, effect: saving.effect,
      sentences: try saving.preferences.sentences(saving.after.texts),
      isDryRun: false)
    #expect(text.text == "Nothing changes: ann@acme.example has these preferences already.\n")
  }

  @Test(
    arguments: [
      ("yes", "", nil), ("perhaps", "", "'perhaps' is neither yes nor no"),
    ] as [(String, String, String?)])
  func `a flag is yes or no`(word: String, other: String, reason: String?) throws {
    let fields = try PreferenceArguments.parse([
      "--daily-summary", word, "--status-notification", other,
    ])
    let (values, refusals) = fields.values(RuleSettings())
    #expect(values[.statusNotification] == .flag(false))
    #expect(refusals.map(\.message) == [reason].compactMap { $0 })
    #expect((values[.dailySummary] == nil) == (reason != nil))
  }

  @Test(
    arguments: [
      ("", .unset), ("*", .all), ("all", .all), ("None", .none),
      ("30, 7;60", .listed(["30", "7", "60"])),
    ] as [(String, PreferenceRow.Choice)])
  func `lists are separated by commas, semicolons or blanks`(
    text: String, choice: PreferenceRow.Choice
  ) throws {
    let fields = try PreferenceArguments.parse([
      "--alert-events", text, "--expiry-windows", text, "--additional-emails",
      "a@b.example; c@b.example",
    ])
    let values = fields.values(RuleSettings()).values
    #expect(values[.alertEvents] == .choice(choice))
    let all = RuleSettings().windows.map(String.init)
    #expect(values[.expiryWindows] == .choice(choice == .all ? .listed(all) : choice))
    #expect(values[.additionalEmails] == .addresses(["a@b.example", "c@b.example"]))
  }

  @Test func `set needs a field, and a body needs a dry run`() {
    #expect(throws: (any Error).self) { try PreferenceArguments.parse([]) }
    #expect(throws: (any Error).self) {
      try SavingOptions.parse(["--email", "a", "--as", "b", "--body", "html"])
    }
    #expect(throws: Never.self) {
      try SavingOptions.parse(["--email", "a", "--as", "b", "--body", "html", "--dry-run"])
    }
  }
}
