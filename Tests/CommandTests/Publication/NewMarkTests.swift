import Licensing
import Testing

@testable import license_digest

/// What is marked new, and since when the rest is open.
struct NewMarkTests {
  private static let header = "account_domain,virtual_account,license,quantity,in_use,end_date\n"
  private static let preferences =
    "account_domain,email,virtual_accounts,daily_summary\na.example,u@a.example,*,yes\n"

  private static func exports(_ licenses: String) -> [String: String] {
    ["licenses.csv": header + licenses, "preferences.csv": preferences]
  }

  @Test func `mails and pages mark what is new, and say since when the rest is open`() throws {
    let nights = try Nights(formats: [.html, .text], hasPages: true)
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    let old = "a.example,East,Apex,5,9,2026-12-01\n"
    let first = try nights.files(of: Self.exports(old), on: day)
    let late = old + "a.example,East,Late,5,1,2027-02-18\na.example,West,Plus,5,8,\n"
    let second = try nights.files(of: Self.exports(late), on: day.adding(days: 1))
    let third = try nights.files(of: Self.exports(late), on: day.adding(days: 2))
    let folder = "accounts/a.example/"

    for (path, text) in first {
      #expect(!text.contains(" (new)") && !text.contains("class=\"new\""), "\(path)")
      #expect(!text.contains("open since"), "\(path)")
    }
    let text = try #require(second[folder + "daily-90-en.txt"])
    #expect(text.contains("Late (new) ") && !text.contains("Apex (new)"))
    #expect(text.contains("in use 8, owned 5 (new)") && !text.contains("in use 9, owned 5 (new)"))
    let html = try #require(second[folder + "daily-90-en.html"])
    #expect(html.contains(#/Late</b> <span class="y"[^>]*>new</span>/#))
    #expect(html.contains(#/in use 8, owned 5 <b class="y"[^>]*>new</b>/#))
    for path in [folder + "alerts.html", "alerts.html"] {
      let page = try #require(second[path])
      #expect(page.contains("<b>Plus</b> <span class=\"new\">new</span>"), "\(path)")
      #expect(page.contains("<b>Apex</b> <span class=\"sub\">"), "\(path)")
      #expect(!page.contains("open since"), "\(path)")
      let next = try #require(third[path])
      #expect(next.contains("open since 21\u{a0}Nov\u{a0}2026"), "\(path)")
      #expect(!next.contains("class=\"new\""), "\(path)")
    }
    #expect(try #require(second[folder + "alerts.html"]).contains("<h2 id=\"changes\">"))
    #expect(!(try #require(third[folder + "alerts.html"])).contains("<h2 id=\"changes\">"))
  }
}
