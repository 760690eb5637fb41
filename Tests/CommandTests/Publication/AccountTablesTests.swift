import Foundation
import Licensing
import Testing

@testable import license_digest

/// What an account's folder holds for spreadsheets and calendars.
struct AccountTablesTests {
  private static let licenses = """
    account_domain,account_name,virtual_account,license,sku,license_type,quantity,in_use,start_date,\
    end_date,subscription_id,status
    a.example,"Acme, Inc.",=East,Apex; =1+1,S-1,TERM,5,9,2025-12-01,2026-12-01,Sub1,OOC
    a.example,"Acme, Inc.",=East,Apex; =1+1,S-1,TERM,2,9,,,,OOC
    a.example,"Acme, Inc.",West,Base,,PERPETUAL,7,,,,,
    a.example,"Acme, Inc.",West,Old,,TERM,1,,2025-11-30,2026-11-30,,Odd
    a.example,"Acme, Inc.",West,Old,,TERM,1,,2026-12-01,2027-11-30,,Odd
    b.example,,A,Far,,TERM,3,1,,2029-01-01,,
    """

  private func files(
    pages: Bool = true, configuration: Configuration = Configuration()
  ) throws -> [String: String] {
    try PublishedWorld.files(
      of: ["licenses.csv": Self.licenses], formats: [.json], configuration: configuration,
      hasPages: pages)
  }

  @Test func `all licenses are there, one line a term, no cell a formula`() throws {
    let written = try #require(try files()["accounts/a.example/licenses.csv"])
    #expect(
      written == """
        virtual_account,license,sku,license_type,quantity,in_use,start_date,end_date,\
        subscription_id,status,term_status,renewed
        '=East,Apex; '=1+1,S-1,TERM,2,9,,unknown,,out of compliance,,no
        '=East,Apex; '=1+1,S-1,TERM,5,9,2025-12-01,2026-12-01,Sub1,out of compliance,,no
        West,Base,,PERPETUAL,7,,,,,,,no
        West,Old,,TERM,1,,2025-11-30,2026-11-30,,unknown,,yes
        West,Old,,TERM,1,,2026-12-01,2027-11-30,,unknown,,no

        """)
  }

  @Test func `a calendar holds the lines that end within the largest window and are not renewed`()
    throws
  {
    let calendar = try #require(try files()["accounts/a.example/expiries.ics"])
    let lines = calendar.components(separatedBy: "\r\n")
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 1)
    #expect(lines.contains("DTSTART;VALUE=DATE:20261201"))
    #expect(lines.contains("DTSTAMP:20261122T000000Z"))
    #expect(lines.contains("SUMMARY:5\u{a0}seats of Apex\\; =1+1 end"))
    #expect(lines.contains("X-WR-CALNAME:Acme\\, Inc."))
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
  }

  @Test func `a calendar without a line has a component all the same`() throws {
    let calendar = try #require(try files()["accounts/b.example/expiries.ics"])
    #expect(!calendar.contains("VEVENT"))
    #expect(calendar.contains("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n"))
  }

  @Test func `a calendar speaks the language of the account`() throws {
    var configuration = Configuration()
    configuration.locales = ["a.example": "de"]
    let calendar = try #require(
      try files(pages: false, configuration: configuration)["accounts/a.example/expiries.ics"])
    #expect(calendar.contains("SUMMARY:5\u{a0}Plätze von Apex"))
  }

  @Test func `a line has the same identifier the next night`() throws {
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    func identifiers(after days: Int) throws -> Set<Substring> {
      let files = try PublishedWorld.files(
        of: ["licenses.csv": Self.licenses], formats: [.json], day: day.adding(days: days))
      let calendar = try #require(files["accounts/a.example/expiries.ics"])
      return Set(
        calendar.replacing("\r\n ", with: "").split(separator: "\r\n")
          .filter { $0.hasPrefix("UID:") })
    }
    let first = try identifiers(after: 0)
    #expect(first.count == 1)
    #expect(try identifiers(after: 1) == first)
  }

  @Test func `the renewals of all accounts are those of each, behind its domain and name`() throws {
    let files = try files()
    #expect(
      files["renewals.csv"]
        == [
          "account_domain,account_name,license,sku,virtual_account,quantity,end_date,"
            + "subscription_id,days_left,in_use,seats_short",
          "a.example,\"Acme, Inc.\",Apex; '=1+1,S-1,'=East,5,2026-12-01,Sub1,9,9,9", "",
        ].joined(separator: "\r\n"))
    #expect(
      files["accounts/b.example/renewals.csv"]?.components(separatedBy: "\r\n").count == 2)
  }

  @Test func `the page of an account leads to each`() throws {
    let page = try #require(try files()["accounts/a.example/alerts.html"])
    for (name, words) in [
      ("renewals.csv", "Renewals as a table (CSV)"), ("licenses.csv", "All licenses (CSV)"),
      ("expiries.ics", "Add to calendar"),
    ] {
      #expect(page.contains("<a href=\"\(name)\">\(words)</a>"))
    }
    #expect(try files()["index.html"]?.contains("<a href=\"renewals.csv\">") == true)
  }

  @Test func `they are the same without pages`() throws {
    let (with, without) = (try files(), try files(pages: false))
    for name in [
      "renewals.csv", "accounts/a.example/renewals.csv", "accounts/a.example/licenses.csv",
      "accounts/a.example/expiries.ics",
    ] {
      #expect(with[name] != nil && with[name] == without[name], "\(name)")
    }
  }
}
