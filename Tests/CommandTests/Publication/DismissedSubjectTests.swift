import Testing

@testable import license_digest

/// What rows of dismissals name, and what is said of those that name nothing.
struct DismissedSubjectTests {
  private static let exports = [
    "licenses.csv": "account_domain,virtual_account,license,quantity,in_use,end_date\n"
      + "a.example,East,Apex,5,9,2026-12-01\na.example,West,Apex,5,9,2026-12-01\n"
      + "a.example,West,Base,5,9,\n",
    "instances.csv": "account_domain,virtual_account,product_instance,last_contact\n"
      + "a.example,East,edge-1,2026-01-01\n",
    "alerts.csv": "account_domain,virtual_account,severity,alert,source,message\n"
      + "a.example,,major,Synchronization Overdue,onprem-1,m\n"
      + "a.example,East,minor,Licenses Failed to Connect,,words alone\n",
  ]

  /// Virtual account, event, subject, end, until; then the note, or how many alerts are dismissed.
  private static let rows: [(row: String, note: String?, dismissed: Int)] = [
    ("East,insufficient-licenses,Apex,,2027-01-01", nil, 1),
    (",insufficient-licenses,Base,,2027-01-01", nil, 1),
    (
      ",insufficient-licenses,Apex,,2027-01-01",
      "several virtual accounts of 'a.example' have 'Apex', so the row dismisses nothing (name one in virtual_account)",
      0
    ),
    ("West,licenses-expiring,Apex,2026-12-01,", nil, 1),
    ("West,licenses-expiring,Apex,2026-12-02,", nothing("Apex"), 0),
    ("West,insufficient-licenses,Apex,2026-12-01,2027-01-01", nothing("Apex"), 0),
    ("East,insufficient-licenses,Base,,2027-01-01", nothing("Base"), 0),
    ("North,insufficient-licenses,Base,,2027-01-01", nothing("Base"), 0),
    ("West,insufficient-licenses,base,,2027-01-01", nothing("base"), 0),
    (",failed-to-connect,edge-1,,2027-01-01", nil, 1),
    (",failed-to-connect,Base,,2027-01-01", nothing("Base"), 0),
    (",failed-to-renew,edge-1,,2027-01-01", nil, 0),
    (",Synchronization Overdue,onprem-1,,2027-01-01", nil, 1),
    (",synchronization-overdue,onprem-1,,2027-01-01", nil, 1),
    (",portal-alerts,onprem-1,,2027-01-01", nil, 1),
    ("East,portal-alerts,words alone,,2027-01-01", nil, 1),
    (
      "East,Synchronization Overdue,words alone,,2027-01-01",
      stranger("Synchronization Overdue", "words alone"), 0
    ),
    (",licences-expiring,Base,,2027-01-01", stranger("licences-expiring", "Base"), 0),
    ("East,insufficient-licenses,Nothing,,2026-11-21", nil, 0),
  ]

  private static func nothing(_ name: String) -> String {
    "nothing that the row names, '\(name)', is in the exports of account 'a.example', so the row "
      + "dismisses nothing (remove it, or correct the names)"
  }

  private static func stranger(_ event: String, _ name: String) -> String {
    "alert event '\(event)' is none of the seven, and no alert of the portal about '\(name)' in "
      + "account 'a.example' has it, so the row dismisses nothing"
  }

  @Test(arguments: rows.indices)
  func `a row dismisses what it names and nothing else`(index: Int) throws {
    let (row, note, dismissed) = Self.rows[index]
    var exports = Self.exports
    exports["dismissals.csv"] =
      "account_domain,virtual_account,alert_event,subject,end_date,until\na.example,\(row)\n"
    let files = try PublishedWorld.files(of: exports, formats: [.json])
    let problems = try #require(files["problems.jsonl"])
    #expect(problems.isEmpty == (note == nil), "\(problems)")
    if let note { #expect(problems.contains("\"severity\":\"note\"") && problems.contains(note)) }
    let account = try #require(files["accounts/a.example/account.json"])
    #expect(account.matches(of: /"dismissed":\{/).count == dismissed, "\(account)")
  }

  @Test func `a row makes no account`() throws {
    var exports = Self.exports
    exports["dismissals.csv"] =
      "account_domain,alert_event,subject,until\nb.example,portal-alerts,x,2027-01-01\n"
    let files = try PublishedWorld.files(of: exports, formats: [.json])
    #expect(!files.keys.contains { $0.contains("b.example") })
    #expect(try #require(files["problems.jsonl"]).contains("account 'b.example'"))
  }
}
