import Foundation
import Licensing
import Testing

@testable import license_digest

/// A year of mails for one reader: no two days that ask for different acts have one subject.
struct YearOfSubjectsTests {
  /// A license that is renewed late, one that is not, one that is renewed in time, one that is short
  /// from its end on, and two that end on one day.
  private static let licenses = """
    account_domain,virtual_account,license,quantity,in_use,start_date,end_date,subscription_id
    a.example,V,Late,10,10,2025-01-01,2027-02-01,S1
    a.example,V,Late,10,10,2027-02-10,2028-02-09,S2
    a.example,V,Gone,5,2,2025-01-01,2027-03-15,S3
    a.example,V,Early,8,8,2025-01-01,2027-05-01,S4
    a.example,V,Early,8,8,2027-04-01,2029-04-01,S5
    a.example,W,Twin,3,1,2025-01-01,2027-07-01,S6
    a.example,W,Other,4,0,2025-01-01,2027-07-01,S7

    """

  /// What a reader has to do on a day, as the JSON body has it: lines and alerts.
  private struct Day {
    var subject: String
    var acts: [String]
  }

  private func day(_ number: Int) throws -> Day {
    let files = try PublishedWorld.files(
      of: [
        "licenses.csv": Self.licenses,
        "preferences.csv":
          "account_domain,email,virtual_accounts,daily_summary,expiry_windows\n"
          + "a.example,u@a.example,*,yes,30\n",
      ], formats: [.json], day: CalendarDate(dayNumber: 20_779 + Int32(number)))
    let body = try #require(files["accounts/a.example/daily-30-en.json"])
    let line = try #require(files["messages.jsonl"]?.firstMatch(of: /"subject":"(.*?)","html"/))
    let acts = body.matches(of: /"license":"(\w+)".*?"renewed":(\w+)/).filter {
      $0.output.2 == "false"
    }
    .map { "line \($0.output.1)" }
    let alerts = body.matches(of: /"type":"([\w-]+)".*?"subject":"(\w+)"/)
      .map { "\($0.output.1) \($0.output.2)" }
    let subject = String(line.output.1)
    let end = try #require(subject.range(of: " - ", options: .backwards))
    return Day(subject: String(subject[..<end.lowerBound]), acts: acts + alerts)
  }

  @Test func `days that differ in what to do differ in their subject`() throws {
    var known: [String: [String]] = [:]
    for number in stride(from: 0, through: 364, by: 7) {
      let day = try day(number)
      if let acts = known[day.subject] {
        #expect(acts == day.acts, "\(day.subject), day \(number)")
      }
      known[day.subject] = day.acts
      #expect(
        day.acts.isEmpty == day.subject.hasSuffix("nothing needs attention"), "\(day.subject)")
    }
    #expect(known.count > 15)
  }
}
