import Foundation
import Licensing
import Testing

@testable import license_digest

/// The bodies of messages: what HTML shows the text shows, within the budget, and nothing runs.
struct MessageTests {
  private static let header =
    "account_domain,account_name,virtual_account,license,quantity,in_use,end_date,subscription_id\n"

  private func publish(
    _ licenses: String, preferences: String? = nil, locale: String = "en",
    configuration: Configuration = Configuration()
  ) throws -> [String: String] {
    try PublishedWorld.files(
      of: [
        "licenses.csv": Self.header + licenses,
        "preferences.csv": preferences
          ?? "account_domain,email,virtual_accounts,daily_summary,locale\n"
          + "a.example,u@a.example,*,yes,\(locale)\n",
      ], formats: [.html, .text, .json], configuration: configuration)
  }

  /// Files beside two calm licenses that were read in part or not at all, one row in virtual account
  /// V or in none that is known.
  @Test(arguments: [
    ("i.csv", "account_domain,virtual_account,host_name,last_contact\na.example,V,e,long ago\n"),
    (
      "i.csv",
      "account_domain,virtual_account,host_name,registration_renewed\na.example,V,e,03/04/2026\n"
    ),
    ("e.csv", "account_domain,virtual_account,time,message\na.example,V,yesterday,m\n"),
    (
      "l.csv",
      "account_domain,virtual_account,license,quantity,end_date,used\na.example,V,L,5,,N/A\n"
    ),
    (
      "l.csv",
      "account_domain,virtual_account,license,quantity,end_date,start_date\na.example,V,L,5,,soon\n"
    ),
    ("l.csv", "account_domain,virtual_account,license,quantity,end_date\na.example,V,L, Pro,5,,\n"),
    ("l.csv", "account_domain,virtual_account,license,quantity,end_date\na.example,V\n"),
  ])
  func `what was read in part calms nobody who may see it`(name: String, text: String) throws {
    let files = try PublishedWorld.files(
      of: [
        "licenses.csv": Self.header + "a.example,,V,A,5,1,,\na.example,,W,A,5,1,,\n",
        "preferences.csv":
          "account_domain,email,virtual_accounts,daily_summary\na.example,u@a.example,*,yes\n"
          + "a.example,v@a.example,V,yes\n", name: text,
      ], formats: [.html, .text, .json])
    let subjects = try #require(files["messages.jsonl"])
    #expect(!subjects.contains("nothing needs attention"), "\(subjects)")
    for (path, body) in files where path.contains("daily-") {
      #expect(!body.lowercased().contains("nothing needs attention"), "\(path)")
      if path.hasSuffix(".json") {
        #expect(!body.contains(#"{"rows":{"licenses":0,"instances":0,"events":0,"alerts":0}"#))
      }
    }
  }

  @Test func `no line of the text is over 76 columns, wide characters counted twice`() throws {
    let name = String(repeating: "契約", count: 40)
    let files = try publish(
      "a.example,\(name),\(name),\(name) \(name),5,9,2026-12-01,\(String(repeating: "x", count: 300))\n"
    )
    let text = try #require(files["accounts/a.example/daily-90-en.txt"])
    for line in text.split(separator: "\n") {
      let width = line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2e80 ? 2 : 1) }
      #expect(width <= 76, "\(line)")
    }
  }

  /// So many terms that expire in a second virtual account of their own, and as many that ended.
  private func crowd(_ count: Int) -> String {
    (0..<count).map { n in
      let day = CalendarDate(dayNumber: 20_779 + Int32(n * 89 / count))
      return """
        a.example,,V\(n % 7),License \(n),5,9,\(day.iso),Sub\(n)
        a.example,,V\(n % 7),Ended \(n),5,0,2026-11-01,Sub\(n)

        """
    }.joined()
  }

  @Test(arguments: [10, 60, 100, 200, 3_000])
  func `HTML stays under 90 KiB, the text shows the same lines, and JSON shows all`(
    count: Int
  ) throws {
    let files = try publish(crowd(count))
    let html = try #require(files["accounts/a.example/daily-90-en.html"])
    let text = try #require(files["accounts/a.example/daily-90-en.txt"])
    let json = try #require(files["accounts/a.example/daily-90-en.json"])
    #expect(html.utf8.count < 90 * 1_024)
    let names = { (body: Substring) in body.matches(of: /(License|Ended) \d+/).map(\.output.0) }
    let sections = try #require(html.firstRange(of: "<h2"))
    let rows = try #require(text.firstRange(of: "EXPIRING WITHIN"))
    let shownNames = names(text[rows.lowerBound...])
    #expect(names(html[sections.lowerBound...]).elementsEqual(shownNames))
    #expect(json.matches(of: /"license":"License \d+"/).count == count)
    #expect(shownNames.count == 3 * count || text.contains("more"))
    #expect(shownNames.count { $0.hasPrefix("Ended") } >= 10)
  }

  @Test func `minor alerts are left out first, but ten, and how many is told`() throws {
    let text = try #require(try publish(crowd(55))["accounts/a.example/daily-90-en.txt"])
    #expect(text.matches(of: #/License \d+ /#).count == 110)
    let ended = text.matches(of: #/Ended \d+ /#).count
    #expect((10..<55).contains(ended))
    #expect(text.contains("and \(55 - ended) more minor alerts; the whole list is in"))
  }

  @Test func `a heading says how many of its alerts are here`() throws {
    let text = try #require(try publish(crowd(800))["accounts/a.example/daily-90-en.txt"])
    let heading = "ALSO 800 MAJOR ALERTS, THE FIRST 10 OF THEM HERE"
    #expect(text.contains(heading))
    #expect(text.contains(/and 790 more major alerts, and 790 more minor alerts/))
  }

  @Test(arguments: ["n", "&", "\u{1d11e}\u{301}\u{302}\u{303}"])
  func `names of 60 KB leave a mail within its budget`(piece: String) throws {
    let name = String(repeating: piece, count: 60_000 / piece.utf8.count)
    // A mail shows 120 characters of each, so that two such rows among many do as well as all.
    let rows = (0..<30).map { row in
      let name = row < 2 ? name : String(repeating: piece, count: 200)
      return "a.example,\(name),\(name)\(row % 9),\(name)\(row),5,9,2026-12-01,\(name)\n"
    }
    let files = try publish(rows.joined())
    let html = try #require(files["accounts/a.example/daily-90-en.html"])
    #expect(html.utf8.count < 90 * 1_024)
    #expect(files["accounts/a.example/daily-90-en.json"]?.contains(name) == true)
  }

  @Test func `a name is shown to 120 characters and its markup is text`() throws {
    let files = try publish(
      "a.example,<b>{{lines}}</b>,V,\"<script>alert('x')</script>\",5,9,2026-12-01,\n"
        + "a.example,,V,\(String(repeating: "n", count: 200)),5,9,2026-12-01,\n")
    let html = try #require(files["accounts/a.example/daily-90-en.html"])
    #expect(!html.contains("<script") && !html.contains("<b>{{"))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    #expect(html.contains("&lt;b&gt;{{lines}}&lt;/b&gt;"))
    #expect(html.contains(String(repeating: "n", count: 119) + "…<"))
    #expect(!html.contains(String(repeating: "n", count: 120)))
  }

  @Test func `links are those of the configuration, and only whole readers are led to pages`()
    throws
  {
    var configuration = Configuration()
    configuration.links.pages = "https://pages.example/{account}/"
    configuration.links.portal = "https://portal.example/{account}?a=1&b=2"
    let preferences = """
      account_domain,email,virtual_accounts,daily_summary
      a.example,whole@a.example,*,yes
      a.example,some@a.example,V0;V1;V2;V3;V4;V5,yes

      """
    let files = try publish(
      crowd(3_000), preferences: preferences, configuration: configuration)
    let bodies = files.filter { $0.key.hasSuffix(".html") && $0.key.contains("daily") }
    #expect(bodies.count == 2)
    for (path, html) in bodies {
      #expect(html.contains("https://pages.example/a.example/") == path.hasSuffix("-en.html"))
      #expect(html.contains("href=\"https://portal.example/a.example?a=1&amp;b=2\""))
      #expect(!html.contains("{account}") && !html.contains(/href="(?!https:|mailto:)/))
    }
  }

  @Test func `an account where nothing happens still gets its summary`() throws {
    let files = try publish("a.example,,V,Calm,5,1,,\n")
    let text = try #require(files["accounts/a.example/daily-90-en.txt"])
    #expect(text.contains("NOTHING NEEDS ATTENTION"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 76 })
    #expect(!text.contains("EXPIRING WITHIN"))
  }
}
