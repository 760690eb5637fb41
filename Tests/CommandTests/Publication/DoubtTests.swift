import Licensing
import Testing

@testable import license_digest

/// What messages and pages say of exports that may be incomplete or old.
struct DoubtTests {
  private static let preferences = """
    account_domain,email,virtual_accounts,daily_summary,locale
    a.example,all@a.example,*,yes,en
    a.example,west@a.example,West,yes,de

    """

  private static func exports(_ licenses: [String]) -> [String: String] {
    let rows = licenses.map { "a.example,\($0),5,1,2026-12-01\n" }.joined()
    return [
      "licenses.csv": "account_domain,virtual_account,license,quantity,in_use,end_date\n" + rows,
      "preferences.csv": preferences,
    ]
  }

  private static let all = ["East,A", "East,B", "East,C", "East,D", "West,E", "West,F"]

  private static func body(
    _ ending: String, of reader: String, in files: [String: String]
  ) throws -> String {
    let stem = "accounts/a.example/daily-90-"
    let path = files.keys.first { path in
      path.hasPrefix(stem + (reader == "all" ? "en." : "de-")) && path.hasSuffix(ending)
    }
    return try #require(path.flatMap { files[$0] })
  }

  @Test func `an account that lost most of its licenses says so, each reader by its own scope`()
    throws
  {
    let nights = try Nights(formats: [.text, .json], hasPages: true)
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    let first = try nights.files(of: Self.exports(Self.all), on: day)
    #expect(try Self.body(".json", of: "all", in: first).contains("\"lost\":null"))
    #expect(nights.memory.lost == 0)
    let files = try nights.files(of: Self.exports(["West,E", "West,F"]), on: day.adding(days: 1))
    let whole = try Self.body(".json", of: "all", in: files)
    #expect(whole.contains("\"lost\":{\"before\":6,\"now\":2}"))
    #expect(try Self.body(".json", of: "west", in: files).contains("\"lost\":null"))
    let text = try Self.body(".txt", of: "all", in: files)
    #expect(text.contains("2 LICENSES ARE LEFT OF 6") || text.contains("2\u{a0}LICENSES ARE LEFT"))
    for name in ["index.html", "coverage.html"] {
      #expect(files[name]?.contains("2\u{a0}licenses are left of 6") == true, "\(name)")
      #expect(first[name]?.contains("are left of") == false, "\(name)")
    }
    #expect(nights.memory.lost == 1)
  }

  @Test func `licenses that never change are told from the configured day on, to whole readers`()
    throws
  {
    var configuration = Configuration()
    configuration.ruleSettings.staleAfterDays = 3
    let nights = try Nights(formats: [.text], configuration: configuration, hasPages: true)
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    let words = "has changed since"
    for (days, isStale) in [(0, false), (2, false), (3, true)] {
      let files = try nights.files(of: Self.exports(Self.all), on: day.adding(days: days))
      #expect(try Self.body(".txt", of: "all", in: files).contains(words) == isStale)
      #expect(!(try Self.body(".txt", of: "west", in: files)).contains("womöglich veraltet"))
      #expect(
        files["index.html"]?.contains("unchanged since 20\u{a0}Nov\u{a0}2026") == (days > 0))
      #expect(nights.memory.stale == (isStale ? 1 : 0))
      #expect(nights.memory.unchangedSince == day)
    }
  }

  @Test func `the first summary says that it is the first, the next one does not`() throws {
    let nights = try Nights(formats: [.html, .text])
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    for (days, isFirst) in [(0, true), (1, false)] {
      let files = try nights.files(of: Self.exports(Self.all), on: day.adding(days: days))
      for ending in [".html", ".txt"] {
        let body = try Self.body(ending, of: "all", in: files)
        #expect(body.contains("This is the first summary") == isFirst, "\(ending)")
      }
    }
  }

  @Test func `devices without an export are over on no night and no second run, until it is back`()
    throws
  {
    let nights = try Nights(formats: [.json])
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    let devices = "account_domain,virtual_account,product_instance,last_contact\n"
    func exports(_ devices: String?) -> [String: String] {
      var exports = Self.exports(Self.all)
      exports["instances.csv"] = devices
      return exports
    }
    let silent =
      "\"type\":\"failed-to-connect\",\"severity\":\"minor\",\"virtual_account\":\"East\""
    _ = try nights.files(of: exports(devices + "a.example,East,fw-1,2026-09-01\n"), on: day)
    for days in [1, 1, 2, 2, 3] {
      let files = try nights.files(of: exports(nil), on: day.adding(days: days))
      let body = try Self.body(".json", of: "all", in: files)
      #expect(body.contains("\"cleared\":[]") && body.contains(silent), "\(days)")
    }
    let back = devices + "a.example,East,fw-1,2026-11-23\n"
    for days in [3, 4] {
      let body = try Self.body(
        ".json", of: "all", in: try nights.files(of: exports(back), on: day.adding(days: days)))
      #expect(body.contains("\"cleared\":[{\(silent)") == (days == 3))
    }
  }

  @Test func `a night of rejected rows says that what is gone cannot be told`() throws {
    let nights = try Nights(formats: [.text])
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    for (days, licenses) in [(0, Self.all), (1, ["East,A", "East,", "West,E", "West,F"])] {
      let files = try nights.files(of: Self.exports(licenses), on: day.adding(days: days))
      let text = try Self.body(".txt", of: "all", in: files).replacing("\n", with: " ")
      #expect(text.contains("what is gone since 20 Nov 2026 cannot be told") == (days == 1))
    }
  }
}
