import Testing

@testable import Licensing

struct RecipientRuleTests {
  /// One account `acme.example` with the virtual accounts A and B and these preference rows.
  private func grants(
    _ rows: (inout [PreferenceRow], inout TextTable) -> Void
  ) -> Grants {
    var texts = TextTable()
    var account = SmartAccount(domain: texts.insert("acme.example"))
    account.virtualAccounts = [texts.insert("A"), texts.insert("B")]
    rows(&account.preferences, &texts)
    return RecipientRule.grants(
      in: account, texts: texts, settings: RuleSettings(), locales: ["en", "fr"])
  }

  private func row(
    _ texts: inout TextTable, _ email: String, role: String = "user",
    windows: PreferenceRow.Choice = .unset, events: PreferenceRow.Choice = .unset,
    scope: PreferenceRow.Scope = .all, daily: Bool = true, notice: Bool = false,
    additional: [String] = [], locale: String = ""
  ) -> PreferenceRow {
    var row = PreferenceRow(
      account: texts.insert("acme.example"), email: texts.insert(email),
      location: SourceLocation(file: 0, line: 2, column: 1))
    row.role = texts.insert(role)
    row.expiryWindows = windows
    row.alertEvents = events
    row.virtualAccounts = scope
    row.dailySummary = daily
    row.statusNotification = notice
    row.additionalEmails = additional
    row.locale = texts.insert(locale)
    return row
  }

  @Test(
    arguments: [
      (.unset, [90], []), (.none, [], []), (.listed(["30", "60"]), [60, 30], []),
      (.listed(["45"]), [90], ["window-not-offered"]),
      (.listed(["45", "30"]), [30], ["window-not-offered"]),
      (.listed(["none", "30"]), [30], ["window-not-offered"]),
      (.listed(["+30"]), [90], ["window-not-offered"]),
    ] as [(PreferenceRow.Choice, [Int], [String])])
  func `P3 and P5: an empty or wrong choice of windows falls back to 90`(
    choice: PreferenceRow.Choice, windows: [Int], codes: [String]
  ) {
    let grants = grants { rows, texts in
      rows.append(row(&texts, "a@acme.example", windows: choice))
    }
    #expect(grants.dailySummaries.map(\.windows.days) == [windows])
    #expect(grants.diagnostics.map(\.code) == codes)
  }

  @Test func `P4: a window without the summary or the event is a warning and has no effect`() {
    let grants = grants { rows, texts in
      rows.append(row(&texts, "a@acme.example", windows: .listed(["30"]), daily: false))
      rows.append(
        row(
          &texts, "b@acme.example", windows: .listed(["30"]),
          events: .listed(["out-of-compliance"])))
    }
    #expect(grants.dailySummaries.map(\.windows.days) == [[]])
    #expect(grants.diagnostics.map(\.code) == ["window-without-effect", "window-without-effect"])
    #expect(grants.withoutMessages == ["a@acme.example"])
  }

  @Test(
    arguments: [
      (.unset, AlertTypes.all, []), (.all, .all, []), (.none, [], []),
      (.listed(["Licenses-Expired"]), AlertTypes(.licensesExpired), []),
      (.listed(["nonsense"]), .all, ["unknown-alert-event"]),
      (
        .listed(["none", "licenses-expired"]), AlertTypes(.licensesExpired), ["none-beside-others"]
      ),
      (.listed(AlertType.allCases.map(\.rawValue)), .all, []),
    ] as [(PreferenceRow.Choice, AlertTypes, [String])])
  func `P2: events are ticked by name, all, or none`(
    choice: PreferenceRow.Choice, types: AlertTypes, codes: [String]
  ) {
    let grants = grants { rows, texts in
      rows.append(row(&texts, "a@acme.example", events: choice))
    }
    #expect(grants.dailySummaries.map(\.alertTypes) == [types])
    #expect(grants.diagnostics.map(\.code) == codes)
  }

  @Test(arguments: [
    ("admin", ["noc@acme.example", "ops@eu.acme.example"], 3, []),
    ("Smart Account Administrator", ["noc@acme.example"], 2, []),
    ("user", ["noc@acme.example"], 1, ["additional-email-not-allowed"]),
    ("admin", ["noc@acme.example", "x@other.example"], 1, ["bad-additional-email"]),
    ("admin", ["x@notacme.example"], 1, ["bad-additional-email"]),
  ])
  func `P7: additional addresses are of the account's domain and an administrator's`(
    role: String, additional: [String], recipients: Int, codes: [String]
  ) {
    let grants = grants { rows, texts in
      rows.append(row(&texts, "a@acme.example", role: role, additional: additional))
    }
    #expect(grants.dailySummaries.count == recipients)
    #expect(grants.diagnostics.map(\.code) == codes)
  }

  @Test func `P8: a scope that names nothing gets no message, an unknown name is a warning`() {
    let grants = grants { rows, texts in
      let (known, unknown) = (texts.insert("B"), texts.insert("Nowhere"))
      rows.append(row(&texts, "a@acme.example", scope: .listed([])))
      rows.append(row(&texts, "b@acme.example", scope: .listed([unknown])))
      rows.append(row(&texts, "c@acme.example", scope: .listed([unknown, known, unknown])))
      rows.append(row(&texts, "d@acme.example", role: "admin", scope: .listed([known])))
    }
    #expect(grants.dailySummaries.map(\.scope) == [.listed([1]), .wholeAccount])
    #expect(grants.usedRows == 2)
    #expect(
      grants.diagnostics.map(\.code) == ["empty-scope", "empty-scope", "unknown-virtual-account"])
  }

  @Test func `P10: the same address twice has the grants of both and the first locale`() {
    let grants = grants { rows, texts in
      let (first, second) = (texts.insert("A"), texts.insert("B"))
      rows.append(
        row(
          &texts, "Ann@acme.example", windows: .listed(["30"]), scope: .listed([first]),
          locale: "fr-CA"))
      rows.append(
        row(&texts, "ann@ACME.example", windows: .listed(["7"]), scope: .listed([second])))
    }
    #expect(grants.dailySummaries.count == 1)
    #expect(grants.dailySummaries.first?.windows.days == [30, 7])
    #expect(grants.dailySummaries.first?.scope == .listed([0, 1]))
    #expect(grants.dailySummaries.first?.locale == "fr")
    #expect(grants.dailySummaries.first?.address == "Ann@acme.example")
  }

  @Test(arguments: [
    ("a@acme.example", true), ("a.b+c@acme.example", true), (".a@acme.example", false),
    ("a..b@acme.example", false), ("a@acme", false), ("a@-acme.example", false),
    ("a b@acme.example", false), ("a,b@acme.example", false), ("a@b@acme.example", false),
    ("\"a\"@acme.example", false), ("a\r\n@acme.example", false), ("é@acme.example", false),
    ("@acme.example", false), ("<a@acme.example>", false), ("", false), ("@", false),
    ("a.@acme.example", false), ("a@acme-.example", false), ("a@acme.example-", false),
    ("a@acme.example.", false), ("a@.acme.example", false), ("a@acme..example", false),
    ("a@a--b.example", true),
    (String(repeating: "a", count: 64) + "@acme.example", true),
    (String(repeating: "a", count: 65) + "@acme.example", false),
    ("a@" + String(repeating: "b", count: 63) + ".example", true),
    ("a@" + String(repeating: "b", count: 64) + ".example", false),
  ])
  func `P13: an address is a dot-string at a domain`(address: String, isValid: Bool) {
    #expect(EmailAddress.isValid(address) == isValid)
  }
}
