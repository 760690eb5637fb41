import Testing

@testable import Licensing

/// What may be saved, and what changes by it.
struct SavingRuleTests {
  private typealias Values = [PreferenceField: PreferenceValue]

  /// An account with an admin, a user who gets summaries, and one who gets nothing.
  private func account(_ texts: inout TextTable) -> SmartAccount {
    var account = SmartAccount(domain: texts.insert("acme.example"))
    account.virtualAccounts = [texts.insert("A")]
    func add(_ email: String, _ role: String, _ change: (inout PreferenceRow) -> Void) {
      var row = PreferenceRow(
        account: account.domain, email: texts.insert(email),
        location: SourceLocation(
          file: 0, line: Int32(account.preferences.count) + 2, column: 1))
      row.role = texts.insert(role)
      row.virtualAccounts = .all
      change(&row)
      account.preferences.append(row)
    }
    add("boss@acme.example", "admin") { row in
      row.dailySummary = true
      row.additionalEmails = ["noc@acme.example"]
    }
    add("on@acme.example", "user") { row in
      row.dailySummary = true
      row.expiryWindows = .listed(["30", "7"])
      row.locale = texts.insert("fr-CA")
    }
    add("off@acme.example", "user") { _ in }
    add("bare@acme.example", "user") { row in row.virtualAccounts = .listed([]) }
    add("odd@acme.example", "user") { row in
      row.dailySummary = true
      row.expiryWindows = .listed(["90", "45"])
      row.alertEvents = .listed(["licenses-expired"])
    }
    return account
  }

  private func outcome(
    _ email: String, by savedBy: String? = nil, _ values: Values,
    _ change: (inout SavingRequest) -> Void = { _ in }
  ) -> SavingRule.Outcome {
    var texts = TextTable()
    let account = account(&texts)
    var request = SavingRequest(
      email: email + "@acme.example", savedBy: (savedBy ?? email) + "@acme.example", values: values)
    change(&request)
    return SavingRule.judge(
      request, in: account, texts: &texts, settings: RuleSettings(), locales: ["en", "fr"])
  }

  @Test(
    arguments: [
      // Turning on preselects 90, unless windows are named.
      (
        "off", [.dailySummary: .flag(true)],
        [.dailySummary: .flag(true), .expiryWindows: .choice(.listed(["90"]))]
      ),
      (
        "off", [.dailySummary: .flag(true), .expiryWindows: .choice(.listed(["7", "30", "7"]))],
        [.dailySummary: .flag(true), .expiryWindows: .choice(.listed(["30", "7"]))]
      ),
      (
        "off", [.dailySummary: .flag(true), .alertEvents: .choice(.listed(["licenses-expired"]))],
        [.dailySummary: .flag(true), .alertEvents: .choice(.listed(["licenses-expired"]))]
      ),
      (
        "odd", [.alertEvents: .choice(.all)],
        [.alertEvents: .choice(.all), .expiryWindows: .choice(.listed(["90"]))]
      ),
      // Turning either off clears the windows.
      (
        "on", [.dailySummary: .flag(false)],
        [.dailySummary: .flag(false), .expiryWindows: .choice(.unset)]
      ),
      (
        "on", [.alertEvents: .choice(.none)],
        [.alertEvents: .choice(.none), .expiryWindows: .choice(.unset)]
      ),
      ("boss", [.dailySummary: .flag(false)], [.dailySummary: .flag(false)]),
      // What is said already is not written again, however it is said.
      ("on", [.expiryWindows: .choice(.listed(["7", "030"])), .locale: .text("fr")], [:]),
      ("on", [.dailySummary: .flag(true), .alertEvents: .choice(.all)], [:]),
      ("on", [.alertEvents: .choice(.listed(AlertType.allCases.reversed().map(\.rawValue)))], [:]),
      ("boss", [.additionalEmails: .addresses(["NOC@acme.example"]), .locale: .text("")], [:]),
      ("boss", [.expiryWindows: .choice(.listed(["90"]))], [:]),
      // A mistake is mended by saying what holds already.
      (
        "odd", [.dailySummary: .flag(true), .alertEvents: .choice(.listed(["Licenses-Expired"]))],
        [:]
      ),
      ("odd", [.expiryWindows: .choice(.unset)], [.expiryWindows: .choice(.unset)]),
      ("on", [.expiryWindows: .choice(.none)], [.expiryWindows: .choice(.none)]),
    ] as [(String, [PreferenceField: PreferenceValue], [PreferenceField: PreferenceValue])])
  func `what is asked for and what follows from it is written, nothing else`(
    email: String, asked: [PreferenceField: PreferenceValue],
    written: [PreferenceField: PreferenceValue]
  ) {
    let outcome = outcome(email, asked)
    #expect(outcome.refusals == [])
    #expect(outcome.values == written)
  }

  @Test func `reset leaves only what is no default`() {
    #expect(
      outcome("on", SavingRequest.defaults).values == [
        .dailySummary: .flag(false), .expiryWindows: .choice(.unset), .locale: .text(""),
      ])
    #expect(
      outcome("boss", SavingRequest.defaults).values == [
        .dailySummary: .flag(false), .additionalEmails: .addresses([]),
      ])
    #expect(outcome("off", SavingRequest.defaults).values == [:])
  }

  @Test func `a flag whose word means nothing is written again`() {
    let outcome = outcome("off", [.dailySummary: .flag(false)]) { $0.unsound = [.dailySummary] }
    #expect(outcome.values == [.dailySummary: .flag(false)])
  }

  @Test func `a user in no row chooses for the whole account`() {
    let outcome = outcome("new", by: "boss", [.dailySummary: .flag(true)])
    #expect(outcome.isNew && outcome.refusals == [])
    #expect(
      outcome.values == [
        .dailySummary: .flag(true), .statusNotification: .flag(false),
        .expiryWindows: .choice(.listed(["90"])),
      ])
  }

  @Test func `a missing column matters only where something is to stand in it`() {
    let missing: (inout SavingRequest) -> Void = { $0.missing = [.expiryWindows, .locale] }
    #expect(
      outcome("off", [.dailySummary: .flag(true)], missing).values == [.dailySummary: .flag(true)])
    #expect(outcome("off", [.locale: .text("en")], missing).refusals == [])
    #expect(
      outcome("off", [.locale: .text("fr")], missing).refusals == [
        SavingRefusal(.locale, "no-column", "the file has no column for it (add it first)")
      ])
    let new = outcome("new", [.locale: .text(""), .dailySummary: .flag(true)], missing)
    #expect(new.refusals == [])
    #expect(new.values == [.dailySummary: .flag(true), .statusNotification: .flag(false)])
  }

  @Test(
    arguments: [
      (
        "on", "off", [.dailySummary: .flag(false)],
        [
          ": 'off@acme.example' is no smart-account-admin of 'acme.example', and may save preferences of its own only"
        ]
      ),
      (
        "boss", "on", [.additionalEmails: .addresses(["ops@acme.example"])],
        [
          ": 'on@acme.example' is no smart-account-admin of 'acme.example', and may save preferences of its own only",
          "additional-emails: only a smart-account-admin may set additional addresses",
        ]
      ),
      (
        "on", "on", [.additionalEmails: .addresses(["ops@acme.example", "a@b.example"])],
        [
          "additional-emails: additional addresses 'a@b.example' are not addresses of 'acme.example' or a subdomain",
          "additional-emails: only a smart-account-admin may have additional addresses",
        ]
      ),
      (
        "on", "boss", [.additionalEmails: .addresses(["ops@acme.example"])],
        ["additional-emails: only a smart-account-admin may have additional addresses"]
      ),
      (
        "boss", "boss", [.additionalEmails: .addresses(["ops@b.example"])],
        [
          "additional-emails: additional addresses 'ops@b.example' are not addresses of 'acme.example' or a subdomain"
        ]
      ),
      (
        "on", "on", [.expiryWindows: .choice(.listed(["45", "30", "+7"]))],
        [
          "expiry-windows: expiry window '45' is not offered (expected one of 90, 60, 30, 17, 7, 4, 3)",
          "expiry-windows: expiry window '+7' is not offered (expected one of 90, 60, 30, 17, 7, 4, 3)",
        ]
      ),
      (
        "off", "off", [.expiryWindows: .choice(.listed(["30"]))],
        ["expiry-windows: expiry windows have no effect, since daily summary is off"]
      ),
      (
        "odd", "odd", [.expiryWindows: .choice(.listed(["30"]))],
        ["expiry-windows: expiry windows have no effect, since licenses-expiring is not ticked"]
      ),
      (
        "on", "on", [.alertEvents: .choice(.listed(["none", "licenses-expired"]))],
        ["alert-events: alert event 'none' is beside others (expected none alone)"]
      ),
      (
        "on", "on", [.locale: .text("tlh")],
        ["locale: locale 'tlh' is not known (expected one of en, fr)"]
      ),
      (
        "on", "on", [.locale: .text("fr-\n")],
        ["locale: locale 'fr-\u{fffd}' is not known (expected one of en, fr)"]
      ),
      (
        "bare", "bare", [.dailySummary: .flag(true)],
        [": no virtual account is listed for 'bare@acme.example' (expected names or *)"]
      ),
      (
        "a b", "boss", [.dailySummary: .flag(true)],
        [": 'a b@acme.example' is not an e-mail address"]
      ),
    ] as [(String, String, [PreferenceField: PreferenceValue], [String])])
  func `every reason is told at once`(
    email: String, savedBy: String, asked: [PreferenceField: PreferenceValue], reasons: [String]
  ) {
    let refusals = outcome(email, by: savedBy, asked).refusals
    #expect(refusals.map { "\($0.field?.rawValue ?? ""): \($0.message)" } == reasons)
  }

  @Test func `reasons of several fields come together`() {
    let refusals = outcome(
      "on", by: "off",
      [
        .dailySummary: .flag(false), .alertEvents: .choice(.listed(["foo"])),
        .expiryWindows: .choice(.listed(["45"])), .locale: .text("xx"),
        .additionalEmails: .addresses(["x@b.example"]),
      ]
    ).refusals
    #expect(
      refusals.map(\.code) == [
        "not-administrator", "unknown-alert-event", "window-not-offered", "window-without-effect",
        "bad-additional-email", "additional-email-not-allowed", "unknown-locale",
      ])
  }

  @Test func `a problem left in a field that is not asked for refuses nothing`() {
    #expect(outcome("odd", [.statusNotification: .flag(true)]).refusals == [])
  }
}
