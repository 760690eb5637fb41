import Answers
import Foundation
import Licensing
import Testing

@testable import license_digest

/// What `preferences show` tells of stored preferences and of what follows.
struct PreferencesShowTests {
  private static let csv = """
    account_domain;email;role;virtual_accounts;daily_summary;alert_events;expiry_windows;additional_emails
    acme.example;ann@acme.example;admin;;TRUE;;"30;7";noc@acme.example
    acme.example;ben@acme.example;user;B;yes;licenses-expired;;
    acme.example;ben@acme.example;user;A;no;;;
    acme.example;cid@acme.example;user;Nowhere;yes;;;
    acme.example;short

    """
  private static let xml = """
    <preference-export version="1"><smart-account domain="acme.example">
    <user email="ann@acme.example" role="admin" daily-summary="TRUE" expiry-windows='30  7'>
    <additional-email>noc@acme.example</additional-email></user>
    <user email="dan@acme.example" daily-summary="yes"><virtual-account name="A"/></user>
    </smart-account></preference-export>
    """

  private func document(
    _ world: borrowing PreferencesWorld, _ email: String? = nil
  ) throws -> [String: Any] {
    let preferences = try world.preferences()
    let rows = email.map(preferences.rows) ?? preferences.account.preferences
    let page = PreferencesJSON(preferences: preferences, tonight: preferences.tonight)
    let bytes = page.bytes(of: preferences.users(of: rows))
    let answer: PreferencesAnswer = try reread(bytes)
    #expect(answer.users.count == rows.count)
    let document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return try #require(document)
  }

  private func users(_ document: [String: Any]) throws -> [[String: Any]] {
    try #require(document["users"] as? [[String: Any]])
  }

  @Test func `a user of a CSV file is shown as typed and as it follows`() throws {
    let document = try document(PreferencesWorld(["p.csv": Self.csv]), "ANN@acme.example")
    let user = try #require(users(document).first)
    let stored = try #require(user["stored"] as? [String: Any])
    #expect(stored["daily_summary"] as? String == "TRUE")
    #expect(stored["expiry_windows"] as? String == "30;7")
    #expect(stored["alert_events"] as? String == "")
    #expect(stored["locale"] is NSNull)
    #expect(user["expiry_windows"] as? [Int] == [30, 7])
    #expect((user["alert_events"] as? [String])?.count == 8)
    #expect(user["scope"] as? String == "*")
    #expect(user["is_admin"] as? Bool == true)
    #expect(user["editable"] as? Bool == true)
    let tonight = user["tonight"] as? [String: Any]
    let message = try #require((tonight?["messages"] as? [[String: Any]])?.first)
    #expect(message["recipients"] as? [String] == ["ann@acme.example", "noc@acme.example"])
    #expect(
      (message["expiring"] as? [[String: Any]])?.map { $0["license"] as? String } == [
        "Soon", "Hidden",
      ])
    let file = try #require(document["file"] as? [String: Any])
    #expect(file["path"] as? String == "p.csv")
    #expect((file["sha256"] as? String)?.count == 64)
    #expect(
      (document["problems"] as? [[String: Any]])?.map { $0["code"] as? String } == [
        "empty-scope", "missing-fields", "bad-email",
      ])
  }

  @Test func `a user of an XML file is shown as typed and as it follows`() throws {
    let users = try users(document(PreferencesWorld(["p.xml": Self.xml])))
    let stored = try #require(users[0]["stored"] as? [String: Any])
    #expect(stored["expiry_windows"] as? String == "30  7")
    #expect(stored["additional_emails"] as? String == "noc@acme.example")
    #expect(stored["alert_events"] is NSNull)
    #expect(users[0]["additional_emails"] as? [String] == ["noc@acme.example"])
    #expect((users[1]["stored"] as? [String: Any])?["virtual_accounts"] as? String == "A")
    #expect(users[1]["scope"] as? [String] == ["A"])
  }

  @Test(arguments: [
    ("ben@acme.example", "'ben@acme.example' stands in 2 rows: "),
    ("cid@acme.example", "virtual account 'Nowhere' does not exist in account 'acme.example'"),
  ])
  func `a user who cannot be saved is shown with the reason`(email: String, reason: String) throws {
    let users = try users(document(PreferencesWorld(["p.csv": Self.csv]), email))
    #expect(users.allSatisfy { $0["editable"] as? Bool == false })
    #expect((users[0]["why_not"] as? String)?.contains(reason) == true)
  }

  @Test func `a file that cannot be written has no hash, and its users are shown`() throws {
    let xml = Self.xml.replacing(
      "<preference-export", with: "<?xml version='1.0' encoding='ISO-8859-2'?><preference-export")
    let preferences = try PreferencesWorld(["p.xml": xml]).preferences()
    let page = PreferencesJSON(preferences: preferences, tonight: preferences.tonight)
    let users = preferences.users(of: preferences.account.preferences)
    let answer: PreferencesAnswer = try reread(page.bytes(of: users))
    #expect(answer.file?.path == "p.xml" && answer.file?.sha256 == nil)
    #expect(answer.users.map(\.editable) == [false, false])
    #expect(answer.users.map(\.place.sha256) == [nil, nil])
    #expect(answer.user("DAN@acme.example")?.scope == .listed(["A"]))
  }

  @Test func `people read it in 76 columns`() throws {
    let world = try PreferencesWorld(["p.csv": Self.csv])
    let preferences = try world.preferences()
    let tonight = preferences.tonight
    let users = preferences.users(of: preferences.rows(of: "ann@acme.example"))
    let whole = PreferencesText.whole(users, preferences, tonight)
    for expected in [
      "ann@acme.example in Acme, Inc. (acme.example)\n", "  expiry windows        30;7\n",
      "  locale                (not in the file)\n", "  expiry windows        30, 7 (P5)\n",
      "    also to noc@acme.example\n", "      9 days  Soon, 5 seats, A, ends 2026-12-01\n",
    ] { #expect(whole.contains(expected)) }
    let all = PreferencesText.overview(
      preferences.users(of: preferences.account.preferences), preferences, tonight)
    #expect(
      all.contains("  ann@acme.example            yes      no      30, 7                       2\n")
    )
    #expect(all.contains("  ! cid@acme.example: virtual account"))
    let lines = (whole + all).split(separator: "\n").filter { !$0.contains("/") }
    #expect(lines.allSatisfy { $0.count <= 76 })
  }

  @Test func `an account that is not there, or has no license, is refused`() throws {
    let world = try PreferencesWorld([
      "p.csv": "account_domain,email,daily_summary\nbare.example,a@bare.example,yes\n"
    ])
    #expect(
      throws: RunFailure(
        "there is no account 'acne.example' in the exports (did you mean 'acme.example'?)")
    ) {
      _ = try world.preferences("acne.example")
    }
    #expect(
      throws: RunFailure(
        "account 'bare.example' has no license, so there is nothing to tell and nothing to prefer")
    ) { _ = try world.preferences("bare.example") }
  }
}
