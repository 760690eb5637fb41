import Licensing
import Testing

@testable import license_digest

/// What a shard keeps for the merge, and what comes back of it.
struct ShardRecordTests {
  private static let inputs = [
    "licenses.csv": """
    account_domain,account_name,virtual_account,license,quantity,in_use,end_date,status
    acme.example,"Acme ""é""\u{2028}",DEFAULT,Apex,5,9,2026-12-01,OOC
    acme.example,,Branch,Apex,5,2,2026-11-01,
    acme.example,,Branch,Base,5,,2026-11-02,OOC
    acme.example,,Branch,Edge,5,,2027-02-20,
    """,
    "instances.csv": """
    account_domain,virtual_account,product_instance,registration_renewed,authorization_date,last_contact,status
    acme.example,DEFAULT,one,2026-01-01,2026-06-01,2026-06-01,
    acme.example,DEFAULT,two,,2026-01-01,,
    acme.example,DEFAULT,three,,,,grace expired
    """,
    "alerts.csv": """
    account_domain,virtual_account,severity,alert,message,source,action_due
    acme.example,DEFAULT,minor,Synchronization Overdue,It is late,onprem-1,2026-12-01
    """,
    "preferences.csv": """
    account_domain,email,virtual_accounts,daily_summary,expiry_windows,alert_events
    acme.example,a@acme.example,Branch,yes,3,
    acme.example,b@acme.example,*,no,,
    acme.example,c@acme.example,*,yes,none,out-of-compliance
    """,
  ]

  /// An account with an alert of every type, gaps and silent users, and the table of its texts.
  private func overview() throws -> (AccountOverview, TextTable) {
    let folder = try TemporaryFolder()
    try folder.make(Self.inputs)
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let run = try JudgedRun(
      inputs: [folder.path], configuration: Configuration(), date: day,
      since: day.adding(days: -1), locales: ["en"])
    let (texts, settings) = (run.inventory.texts, RuleSettings())
    let account = AccountReport(
      run.inventory.accounts[0], texts: texts, date: day, since: run.since,
      settings: settings)
    return (
      AccountOverview(account, grants: run.grants[0], texts: texts, settings: settings), texts
    )
  }

  @Test func `an account's record comes back whole`() throws {
    let (overview, texts) = try overview()
    #expect(Set(overview.alerts.map(\.type)) == Set(AlertType.allCases))
    #expect(!overview.coverage.gaps.isEmpty && !overview.coverage.silentUsers.isEmpty)
    let entry = AccountEntry(overview: overview)
    let line = try AccountRecord(entry, domain: "acme.example", files: [], texts: texts).line
    var table = TextTable()
    _ = table.insert("another account's text")
    let again = try AccountRecord.read(line[...]).entry(texts: &table)
    #expect(again.overview?.alerts.count == overview.alerts.count)
    #expect(try AccountRecord(again, domain: "acme.example", files: [], texts: table).line == line)
  }

  @Test(
    arguments: [
      { $0.alerts.removeLast() }, { $0.alerts[0] = 8 }, { $0.alerts[2] = 1 << 41 },
      { $0.alerts[3] = 2 }, { $0.alerts[4] = -1 }, { $0.texts = [] }, { $0.gaps.removeLast() },
      { $0.gaps[1] = 9 }, { $0.gaps[4] = 3_000_000 }, { $0.reasons = [] },
      { $0.virtualAccounts.removeLast() },
    ] as [@Sendable (inout OverviewRecord) -> Void])
  func `no number of a damaged record leads outside`(
    damage: @Sendable (inout OverviewRecord) -> Void
  ) throws {
    let (overview, texts) = try overview()
    var record = OverviewRecord(overview, texts: texts)
    damage(&record)
    #expect(throws: OverviewRecord.Damage.self) {
      var table = TextTable()
      _ = try record.overview(domain: .empty, texts: &table)
    }
  }

  @Test func `a problem that every shard tells is told once, in its place`() {
    func problem(_ line: Int32, _ code: String, _ account: String? = nil) -> Diagnostic {
      .note(
        code, DiagnosticText(whole: code), account: account,
        at: SourceLocation(file: 0, line: line, column: 1))
    }
    // Line 3: one shard found more before and after what both found.
    let one = [problem(1, "a"), problem(2, "own", "x.example"), problem(3, "b"), problem(4, "c")]
    let two = [
      problem(1, "a"), problem(3, "before", "y.example"), problem(3, "b"),
      problem(3, "after", "y.example"), problem(4, "c"),
    ]
    for shards in [[one, two], [two, one]] {
      #expect(
        MergedRun.united(shards).map(\.code) == ["a", "own", "before", "b", "after", "c"])
    }
    #expect(Array(MergedRun.united([one])) == one)
  }
}
