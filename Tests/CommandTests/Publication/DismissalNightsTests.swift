import Foundation
import Licensing
import Testing

@testable import license_digest

/// What a dismissal keeps from being told, night by night, and when the alert speaks again.
struct DismissalNightsTests {
  private static let first =
    "account_domain,virtual_account,license,quantity,in_use,end_date,status\n"
  private static let dismissals =
    "account_domain,virtual_account,alert_event,subject,end_date,until,by,reason\n"

  private static func exports(_ licenses: String, _ dismissals: String) -> [String: String] {
    [
      "licenses.csv": first + licenses, "dismissals.csv": Self.dismissals + dismissals,
      "preferences.csv": "account_domain,email,virtual_accounts,daily_summary\n"
        + "a.example,u@a.example,*,yes\n",
    ]
  }

  /// What a summary says of one night, as a test quotes it.
  private struct Summary: Decodable {
    struct Line: Decodable {
      var license: String?
      var subject: String?
      var type: String?
      var severity: String?
      var new: Bool?
      var noLongerDismissed: Bool
    }
    var expiring: [Line]
    var alerts: [Line]
    var cleared: [Cleared]
    var dismissed: Int
    struct Cleared: Decodable { var subject: String }

    /// `told`, `again` where it no longer is dismissed, `new`; then what is dismissed.
    var words: String {
      let marks = (expiring + alerts).map { line in
        line.noLongerDismissed ? line.new == true ? "again, new" : "again" : "told"
      }
      let hidden = dismissed == 0 ? [] : ["\(dismissed) dismissed"]
      return (marks + hidden + cleared.map { _ in "cleared" }).joined(separator: ", ")
    }
  }

  private static func summary(_ files: [String: String]) throws -> Summary {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let body = try #require(files["accounts/a.example/daily-90-en.json"])
    return try decoder.decode(Summary.self, from: Data(body.utf8))
  }

  /// Licenses, dismissals and day of each night, in days after 2026-11-20, and what is told.
  private static func told(
    _ nights: [(Int, String, String)]
  ) throws -> [String] {
    let run = try Nights(formats: [.json])
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    return try nights.map { night in
      try summary(
        run.files(
          of: exports(night.1, night.2), on: day.adding(days: night.0))
      ).words
    }
  }

  private static let apex = "a.example,D,Apex,50,40,2027-02-01,\n"
  private static let row = "a.example,D,licenses-expiring,Apex,,2026-12-01,u@a.example,ordered\n"

  @Test
  func `until its last day a line is dismissed, and the day after it says that it no longer is`()
    throws
  {
    let nights = [10, 11, 12, 13].map { ($0, Self.apex, Self.row) }
    #expect(
      try Self.told(nights) == ["1 dismissed", "1 dismissed", "again", "told"])
  }

  @Test func `a missed night does not swallow that it no longer is`() throws {
    let nights = [10, 20, 21].map { ($0, Self.apex, Self.row) }
    #expect(try Self.told(nights) == ["1 dismissed", "again", "told"])
  }

  @Test func `without the row it is told again`() throws {
    #expect(
      try Self.told([(0, Self.apex, Self.row), (1, Self.apex, ""), (2, Self.apex, Self.row)])
        == ["1 dismissed", "again", "1 dismissed"])
  }

  @Test(arguments: [
    ("2027-01-31", "told"), ("2027-02-01", "1 dismissed"), ("2027-02-02", "told"),
  ])
  func `an end date dismisses terms of that end alone`(end: String, words: String) throws {
    let row = "a.example,D,licenses-expiring,Apex,\(end),,,\n"
    #expect(try Self.told([(0, Self.apex, row)]) == [words])
  }

  @Test func `a term of another end speaks, and so does an extended one`() throws {
    let row = "a.example,D,licenses-expiring,Apex,2027-02-01,2027-06-01,,\n"
    let later = Self.apex.replacing("2027-02-01", with: "2027-02-10")
    #expect(
      try Self.told([(0, Self.apex, row), (1, later, row), (2, Self.apex + later, row)])
        == ["1 dismissed", "told", "told, 1 dismissed"])
  }

  @Test func `the end of a term that expires dismissed is dismissed too`() throws {
    let ending = "a.example,D,Apex,50,0,2026-11-25,\n"
    let nights = [4, 5, 6, 7].map { ($0, ending, Self.row) }
    #expect(
      try Self.told(nights) == ["1 dismissed", "1 dismissed", "1 dismissed", "1 dismissed"])
    let other = Self.row.replacing("licenses-expiring", with: "licenses-expired")
    #expect(
      try Self.told([4, 5, 6, 7].map { ($0, ending, other) })
        == ["told", "told", "1 dismissed", "1 dismissed"])
  }

  /// 20 seats will be short, which is major from 30 days before the end on.
  @Test func `a line that turns major speaks, and stays, until it is dismissed anew`() throws {
    let license = "a.example,D,Apex,50,20,2026-12-30,\n"
    let row = Self.row.replacing("2026-12-01", with: "2026-12-20")
    let later = Self.row.replacing("2026-12-01", with: "2026-12-21")
    #expect(
      try Self.told([
        (8, license, row), (9, license, row), (10, license, row), (11, license, row),
        (12, license, later), (13, license, later), (31, license, later), (32, license, later),
      ]) == [
        "1 dismissed", "1 dismissed", "again, new", "told", "1 dismissed", "1 dismissed",
        "1 dismissed", "again",
      ])
  }

  @Test func `more missing seats speak, and stay, until the row has another end or day`() throws {
    func license(_ inUse: Int) -> String { "a.example,D,Apex,50,\(inUse),,\n" }
    let row = "a.example,D,insufficient-licenses,Apex,,2027-03-01,,\n"
    let later = row.replacing("2027-03-01", with: "2027-03-02")
    let earlier = row.replacing("2027-03-01", with: "2027-02-28")
    #expect(
      try Self.told([
        (0, license(60), row), (1, license(59), row), (2, license(60), row),
        (3, license(61), row), (4, license(60), row), (5, license(60), earlier),
        (6, license(60), later), (7, license(60), later), (8, license(61), later),
      ]) == [
        "1 dismissed", "1 dismissed", "1 dismissed", "again", "told", "told", "1 dismissed",
        "1 dismissed", "again",
      ])
  }

  @Test func `what is over while it is dismissed is neither told as over nor as new`() throws {
    let row = "a.example,D,insufficient-licenses,Apex,,2027-03-01,,\n"
    let (short, fine) = ("a.example,D,Apex,50,60,,\n", "a.example,D,Apex,50,50,,\n")
    #expect(
      try Self.told([(0, fine, row), (1, short, row), (2, fine, row), (3, fine, row)])
        == ["", "1 dismissed", "", ""])
  }

  @Test func `insufficient licenses stand for out of compliance though they are dismissed`() throws
  {
    let license = "a.example,D,Apex,50,60,,Out of Compliance\n"
    let row = "a.example,D,insufficient-licenses,Apex,,2027-03-01,,\n"
    #expect(
      try Self.told([(0, license, row), (1, license, row)]) == ["1 dismissed", "1 dismissed"])
    let other = row.replacing("insufficient-licenses", with: "out-of-compliance")
    #expect(try Self.told([(0, license, other)]) == ["told"])
  }

  @Test func `a run of the same date again tells the same and remembers the same`() throws {
    let day = try #require(CalendarDate(iso: "2026-11-20"))
    let run = try Nights(formats: [.json, .text])
    let row = "a.example,D,insufficient-licenses,Apex,,2026-11-21,,\n"
    let (short, fine) = ("a.example,D,Apex,50,60,,\n", "a.example,D,Apex,50,50,,\n")
    _ = try run.files(of: Self.exports(fine, row), on: day)
    for (offset, inUse) in [(1, short), (2, short), (3, short)] {
      let made = try run.files(of: Self.exports(inUse, row), on: day.adding(days: offset))
      let again = try run.files(of: Self.exports(inUse, row), on: day.adding(days: offset))
      for (path, text) in made where path != "run.json" {
        #expect(again[path] == text, "\(path) on day \(offset)")
      }
    }
    // Dismissed on its first night, and restored within it: then it is new after all.
    let other = try Nights(formats: [.json])
    _ = try other.files(of: Self.exports(fine, row), on: day)
    _ = try other.files(of: Self.exports(short, row), on: day.adding(days: 1))
    let restored = try other.files(of: Self.exports(short, ""), on: day.adding(days: 1))
    #expect(try Self.summary(restored).alerts.map(\.new) == [true])
  }

  @Test func `on a bad night a dismissed alert stays dismissed`() throws {
    let row = "a.example,D,insufficient-licenses,Apex,,2026-11-22,,\n"
    let good = "a.example,D,Apex,50,60,,\na.example,D,Other,1,1,,\n"
    let bad = "a.example,D,Apex,many,60,,\na.example,D,Other,1,1,,\n"
    let nights = [good, bad, bad, bad, bad].enumerated().map { ($0, $1, row) }
    let told = try Self.told(nights)
    #expect(told == ["1 dismissed", "1 dismissed", "1 dismissed", "again", "told"])
  }

  @Test func `mails and pages tell how much is dismissed, by whom and until when`() throws {
    let day = try #require(CalendarDate(iso: "2026-12-01"))
    let licenses = Self.apex + "a.example,D,Base,1,3,,\n"
    let rows = Self.row + "a.example,D,insufficient-licenses,Base,,2026-12-05,w@a.example,known\n"
    let files = try PublishedWorld.files(
      of: Self.exports(licenses, rows), formats: [.html, .text, .json], day: day)
    let folder = "accounts/a.example/"
    for path in ["daily-90-en.html", "daily-90-en.txt"] {
      let mail = try #require(files[folder + path])
      #expect(mail.replacing("\u{a0}", with: " ").contains("2 dismissed alerts are left out."))
      #expect(!mail.contains("Apex") && !mail.contains("Base"))
    }
    for path in [folder + "alerts.html", "coverage.html"] {
      let page = try #require(files[path])
      #expect(page.contains("Dismissed alerts"), "\(path)")
      for words in ["<b>Apex</b>", "2026-12-05", "w@a.example", "known", "ordered"] {
        #expect(page.contains(words), "\(words) on \(path)")
      }
    }
    #expect(try #require(files["alerts.html"]).contains("No account has an alert."))
    #expect(try #require(files[folder + "renewals.csv"]).split(separator: "\n").count == 1)
    #expect(!(try #require(files[folder + "expiries.ics"])).contains("VEVENT"))
    #expect(try #require(files["messages.jsonl"]).contains("\"dismissed\":2,"))
    #expect(try #require(files["run.json"]).contains("\"major\":0,\"minor\":0"))
  }
}
