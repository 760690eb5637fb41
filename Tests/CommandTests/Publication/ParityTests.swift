import Licensing
import Testing

@testable import license_digest

/// HTML and text of one message tell the same: every word of either is in the other, as often.
struct ParityTests {
  private static let licenses = """
    account_domain,account_name,virtual_account,license,quantity,in_use,start_date,end_date,\
    subscription_id,status
    a.example,"Älpha & Söhne, Inc.",Süd,Réseau <Avantage>,1250,1300,,2026-12-01,Sub1,
    a.example,,Nord,Apex,7,3,,2026-11-23,Sub2,
    a.example,,Nord,Apex,9,,2026-11-23,2026-11-22,,
    a.example,,Nord,契約管理,12000,12500,,2027-02-19,Sub5,
    a.example,,Nord,Later,3,1,2026-12-24,2027-01-21,Sub6,
    a.example,,Nord,Gone,5,4,,2026-11-01,Sub3,
    a.example,,Süd,Short,1,4,,2027-06-01,Sub4,
    a.example,,Süd,Told,10,4,,2027-06-01,Sub7,Out of Compliance
    a.example,,Nord,Broken,many,4,,2027-06-01,Sub8,

    """

  private static let instances = """
    account_domain,virtual_account,product_instance,product,registration_renewed,\
    authorization_date,last_contact,status
    a.example,Nord,edge-1.a.example,C9300,2026-08-01,2026-05-25,2026-08-24,
    a.example,Süd,core.a.example,C9500,2026-10-22,2026-08-23,2026-11-21,authorized

    """

  private static let events = """
    account_domain,virtual_account,time,event,message,user
    a.example,Nord,2026-11-21T16:05:00Z,New Licenses,"12 ""Apex"" (seats) were added",alice
    a.example,,2026-11-21T09:00:00Z,Agreement,The agreement was renewed,

    """

  private static func preferences(_ locale: String) -> String {
    """
    account_domain,email,role,virtual_accounts,daily_summary,status_notification,\
    alert_events,expiry_windows,locale
    a.example,all@a.example,admin,*,yes,yes,*,90;30;7,\(locale)
    a.example,some@a.example,user,Nord,yes,yes,licenses-expiring;licenses-expired,30,\(locale)
    a.example,few@a.example,user,Süd,yes,no,none,none,\(locale)

    """
  }

  /// More terms and alerts than HTML may show.
  private static let crowd = (0..<1_500).map { number in
    let day = CalendarDate(dayNumber: 20_779 + Int32(number % 90))
    return """
      a.example,,V\(number % 7),License \(number),5,9,,\(day.iso),Sub\(number),
      a.example,,V\(number % 7),Ended \(number),5,0,,2026-11-01,,

      """
  }.joined()

  @Test(arguments: ["en", "fr"], [false, true])
  func `what HTML tells, text tells, and the other way round`(
    locale: String, isCrowded: Bool
  ) throws {
    var configuration = Configuration()
    configuration.links.portal = "https://portal.example/{account}?a=1&b=2"
    configuration.links.commerce = "https://commerce.example/renew?account={account}"
    configuration.links.support = "mailto:support@portal.example"
    configuration.links.pages = "https://pages.example/{account}/alerts.html"
    let files = try PublishedWorld.files(
      of: [
        "licenses.csv": Self.licenses + (isCrowded ? Self.crowd : ""),
        "instances.csv": Self.instances, "events.csv": Self.events,
        "preferences.csv": Self.preferences(locale),
      ], formats: [.html, .text], configuration: configuration)
    let stems = files.keys.filter { $0.hasSuffix(".txt") }.map { $0.dropLast(4) }
    #expect(stems.count == 5)
    for stem in stems {
      let text = Self.counts(try #require(files[stem + ".txt"]))
      let html = Self.counts(Self.visible(try #require(files[stem + ".html"])))
      #expect(text.count > 40)
      for word in Set(text.keys).union(html.keys).sorted() {
        #expect(text[word] == html[word], "\(stem): \(word)")
      }
    }
  }

  /// Words and how often each stands there, punctuation and case aside.
  private static func counts(_ body: String) -> [Substring: Int] {
    let words = Substring(body.lowercased()).split {
      $0.isWhitespace || "(),;:\"\u{b7}\u{25a0}\u{25a1}".contains($0)
    }.filter { $0.contains { $0.isLetter || $0.isNumber } }
    return words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// What a reader of the HTML sees, with where its links lead, those to lines of a page excepted:
  /// the text has none.
  private static func visible(_ html: String) -> String {
    html.replacing(/<a [^>]*href="[^"]*#license-[^"]*"[^>]*>/, with: "")
      .replacing(/<head>.*?<\/head>/.dotMatchesNewlines(), with: "")
      .replacing(/<!--.*?-->/, with: "")
      .replacing(/<div style="display:none[^>]*>[^<]*<\/div>/, with: "")
      .replacing(/<a [^>]*href="([^"]*)"[^>]*>/) { " \($0.output.1) " }
      .replacing(/<[^>]*>/, with: " ")
      .replacing("&middot;", with: " ").replacing(/&#96\d\d;/, with: " ")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
