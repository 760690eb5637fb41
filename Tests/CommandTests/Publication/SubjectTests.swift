import Foundation
import Licensing
import Testing

@testable import license_digest

/// The subject, worst first; the report date is 22 November 2026.
struct SubjectTests {
  private static let header =
    "account_domain,account_name,virtual_account,license,quantity,in_use,end_date,subscription_id,"
    + "status\n"

  private func subject(
    _ licenses: String, windows: String = "90", notice: Bool = false, locale: String = "en"
  ) throws -> String {
    let files = try PublishedWorld.files(
      of: [
        "licenses.csv": Self.header + licenses,
        "preferences.csv":
          "account_domain,email,virtual_accounts,daily_summary,status_notification,expiry_windows,"
          + "locale\na.example,u@a.example,*,\(notice ? "no,yes" : "yes,no"),\(windows),\(locale)\n",
      ], formats: [.text])
    let line = try #require(files["messages.jsonl"]?.split(separator: "\n").first)
    let found = try #require(line.firstMatch(of: /"subject":"(.*?)","html"/))
    return String(found.output.1)
  }

  @Test(arguments: [
    ("a.example,,V,A,5,1,,,\n", "nothing needs attention"),
    ("a.example,,V,A,5,1,2027-02-21,,\n", "nothing needs attention"),
    ("a.example,,V,A,5,0,2027-02-20,,\n", "1 license expires within 90 days: A, in 90 days"),
    (
      "a.example,,V,A,5,0,2027-02-20,,\na.example,,V,B,5,0,2026-11-30,,\n",
      "2 licenses expire within 90 days, B first, in 8 days"
    ),
    ("a.example,,V,A,1,0,2026-11-29,,\n", "1 seat of A ends in 7 days"),
    (
      "a.example,,V,A,5,2,2026-11-22,,\n",
      "5 seats of A end today, 2 will be short, 1 major alert - "
    ),
    ("a.example,,V,A,5,2,2027-01-31,,\n", "5 seats of A end in 70 days, 2 will be short"),
    (
      "a.example,,V,A,5,2,2026-11-23,,\na.example,,V,B,5,0,2026-11-29,,\na.example,,V,C,5,0,2027-01-01,,\n",
      "5 seats of A end tomorrow, 2 will be short, 2 more licenses expire within 90 days, "
        + "1 of them within 7 days, 1 major alert - "
    ),
    (
      "a.example,,V,A,5,2,2026-11-22,,\na.example,,V,B,5,9,,,\n",
      "5 seats of A end today, 2 will be short, 2 major alerts in all - "
    ),
    ("a.example,,V,A,5,9,,,\n", "1 major alert: Insufficient licenses, A"),
    (
      "a.example,,V,A,5,9,,,\na.example,,V,B,5,9,,,\n",
      "2 major alerts, the first: Insufficient licenses, A"
    ),
    (
      "a.example,,V,A,5,1,2026-11-01,,\na.example,,V,A,5,1,,,\n",
      "1 minor alert: Licenses expired, A"
    ),
  ])
  func `it says the worst first`(licenses: String, expected: String) throws {
    let subject = try subject(licenses)
    #expect(subject.hasPrefix("[a.example] "))
    #expect(subject.hasSuffix(" - 22 Nov 2026"))
    #expect(subject.dropFirst(12).hasPrefix(expected), "\(subject)")
  }

  @Test func `what could not be read leads`() throws {
    let subject = try subject("a.example,,V,A,5,2,2026-11-23,,\na.example,,V,A,many,9,,,\n")
    #expect(
      subject.hasPrefix(
        "[a.example] 1 license row could not be read, 5 seats of A end tomorrow, 2 "))
  }

  @Test func `a name is cut at 40 characters`() throws {
    let name = String(repeating: "n", count: 41)
    let subject = try subject("a.example,\(name),V,\(name),5,2,2026-11-23,,\n")
    let cut = String(repeating: "n", count: 39) + "…"
    #expect(subject.hasPrefix("[\(cut)] 5 seats of \(cut) end tomorrow"))
  }

  @Test func `French has no elision before a name`() throws {
    let subject = try subject("a.example,,V,Apex,5,2,2026-11-23,,\n", locale: "fr")
    #expect(subject.contains("Apex : 5 postes arrivent à échéance demain, il en manquera 2"))
  }
}
