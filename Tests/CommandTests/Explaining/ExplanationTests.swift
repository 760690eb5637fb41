import Licensing
import Testing

@testable import license_digest

/// What `explain` answers, on the sample's shapes in small.
struct ExplanationTests {
  private func answer(
    _ email: String, account: String = "acme.example", license: String? = nil,
    dismissals: String = ""
  ) throws -> Explanation {
    let folder = try TemporaryFolder()
    try folder.make([
      "licenses.csv": """
      account_domain,virtual_account,license,quantity,in_use,end_date
      acme.example,A,Soon,5,9,2026-12-01
      acme.example,A,Later,5,1,2027-01-31
      acme.example,B,Hidden,5,9,2026-12-01
      acme.example,A,Ended,5,0,2026-11-01
      acme.example,A,Empty,0,0,2026-12-01
      """,
      "preferences.csv": """
      account_domain,email,role,virtual_accounts,daily_summary,status_notification,expiry_windows
      acme.example,ann@acme.example,user,A,yes,no,30
      acme.example,ben@acme.example,user,*,no,yes,
      acme.example,cid@acme.example,user,Nowhere,yes,no,
      acme.example,off@acme.example,user,*,no,no,
      """,
      "dismissals.csv": "account_domain,virtual_account,alert_event,subject,until,by,reason\n"
        + dismissals,
    ])
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let run = try JudgedRun(
      inputs: [folder.path], configuration: Configuration(), date: day,
      since: day.adding(days: -1), locales: ["en"], workers: Workers(count: 1))
    return Explanation(
      run, account: account, email: email, license: license, virtualAccount: nil)
  }

  @Test(arguments: [
    ("Soon", true, "ends 2026-12-01, 9 days left; told in the summary, within 30 days (P6)"),
    ("Later", false, "70 days left; not told, the largest window is 30 days (P6)"),
    ("Hidden", false, "not told, the virtual account is outside the scope (P8)"),
    (
      "Ended", true,
      "ends 2026-11-01, -21 days left; told in the summary, minor alert licenses-expired (P2)"
    ),
    ("Empty", false, "not told, it has no seats"),
    ("Son", false, "there is no license 'Son' (did you mean 'Soon'?)"),
  ])
  func `a license is told or not for a reason`(
    license: String, isTold: Bool, reason: String
  ) throws {
    let answer = try answer("Ann@acme.example", license: license)
    #expect(answer.isMessage == isTold)
    #expect(answer.text.contains(reason))
  }

  @Test func `what is dismissed is told with who, why and until when`() throws {
    let rows = """
      acme.example,A,licenses-expiring,Soon,2026-11-30,ann@acme.example,it is ordered
      acme.example,A,insufficient-licenses,Soon,2026-11-30,,
      acme.example,B,insufficient-licenses,Hidden,2026-11-30,,

      """
    let answer = try answer("ann@acme.example", license: "Soon", dismissals: rows)
    #expect(
      answer.text.contains(
        "not told, its alert licenses-expiring is dismissed until 2026-11-30 by ann@acme.example: "
          + "it is ordered"))
    #expect(
      answer.text.contains(
        "\n  A, Soon, licenses-expiring: dismissed until 2026-11-30 by ann@acme.example"))
    #expect(!answer.text.contains("B, Hidden, insufficient"))
    let whole = try self.answer("ben@acme.example", dismissals: rows)
    #expect(
      whole.text.contains("B, Hidden, insufficient-licenses: dismissed until 2026-11-30\n"))
  }

  @Test(arguments: [
    ("ann@acme.example", "acme.example", true, "expiry windows: 30 (P5)"),
    ("ben@acme.example", "acme.example", false, "none, since the daily summary is off (P4)"),
    ("ben@acme.example", "acme.example", false, "Status notice: none tonight"),
    ("cid@acme.example", "acme.example", false, "virtual account 'Nowhere' does not exist"),
    ("off@acme.example", "acme.example", false, "daily summary: off (P1)"),
    ("anne@acme.example", "acme.example", false, "(did you mean 'ann@acme.example'?)"),
    ("ann@acme.example", "acne.example", false, "(did you mean 'acme.example'?)"),
  ])
  func `an address gets a message or none for a reason`(
    email: String, account: String, isMessage: Bool, reason: String
  ) throws {
    let answer = try answer(email, account: account)
    #expect(answer.isMessage == isMessage)
    #expect(answer.text.contains(reason))
  }
}
