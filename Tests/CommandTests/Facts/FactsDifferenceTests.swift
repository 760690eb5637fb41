import Licensing
import Testing

@testable import license_digest

/// What `diff --facts` tells of two folders.
struct FactsDifferenceTests {
  private static func facts(_ licenses: String, readers: String) throws -> PublishedFacts {
    let files = try PublishedWorld.files(
      of: [
        "licenses.csv": "account_domain,virtual_account,license,quantity,in_use,end_date\n"
          + licenses,
        "preferences.csv":
          "account_domain,email,virtual_accounts,daily_summary,expiry_windows\n" + readers,
      ], formats: [.json], hasPages: false)
    return PublishedFacts(files.mapValues { Array($0.utf8) })
  }

  private static func difference() throws -> FactsDifference {
    let both = "a.example,East,Kept,5,1,2026-12-25\nb.example,A,Same,1,1,2026-12-25\n"
    return FactsDifference(
      from: try facts(
        both + "a.example,East,Gone,5,1,2026-12-01\na.example,West,Use,5,1,2026-12-26\n",
        readers: "a.example,all@a.example,*,yes,90\na.example,old@a.example,West,yes,90\n"
          + "a.example,near@a.example,East,yes,7\nb.example,b@b.example,*,yes,90\n"),
      to: try facts(
        both + "a.example,West,Use,9,3,2026-12-26\na.example,West,Come,2,4,\n",
        readers: "a.example,all@a.example,*,yes,90\na.example,new@a.example,East,yes,90\n"
          + "a.example,near@a.example,East,yes,7\nb.example,b@b.example,*,yes,90\n"))
  }

  @Test func `lines, alerts and messages are gained, lost and changed by reader`() throws {
    let difference = try Self.difference()
    #expect(difference.accounts.map(\.domain) == ["a.example"])
    let account = try #require(difference.accounts.first)
    #expect(account.lines.gained.map { $0.key[1] } == ["Come"])
    #expect(account.lines.lost.map { $0.key[1] } == ["Gone"])
    #expect(account.lines.changed.map { [$0.before.quantity, $0.after.quantity] } == [[5, 9]])
    let readers = account.readers
    // Nothing of a window of seven days has changed.
    #expect(readers.map(\.recipient) == ["all@a.example", "new@a.example", "old@a.example"])
    #expect(readers.map(\.starts) == [false, true, false])
    #expect(readers.map(\.stops) == [false, false, true])
    #expect(readers[0].subject != nil && readers[1].subject == nil)
    let told = readers.map { reader in
      [reader.alerts.gained, reader.alerts.lost, reader.alerts.changed.map(\.after)].map { alerts in
        alerts.map { "\($0.type) \($0.subject)" }.sorted()
      }
    }
    #expect(
      told == [
        [
          ["insufficient-licenses Come"], ["licenses-expiring Gone"], ["licenses-expiring Use"],
        ],
        [["licenses-expiring Kept"], [], []],
        [[], ["licenses-expiring Use"], []],
      ])
  }

  @Test func `people read it in the words of saving preferences`() throws {
    let text = FactsText(try Self.difference()).text
    for line in [
      "a.example\n  lines: gains 1 line, loses 1 line, changes 1 line\n    + Come, 2 seats, West",
      "    ~ Use, 9 seats, West, ends 2026-12-26 (was Use, 5 seats, West, ends\n",
      "  new@a.example: daily summary is sent, gains 1 line\n",
      "  old@a.example: daily summary is no longer sent, loses 1 line\n",
      "    - licenses-expiring: Gone, major, East, ends 2026-12-01, 1 short\n",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 76 })
  }

  @Test func `programs get all of it as JSON, and the same folder differs in nothing`() throws {
    let json = String(
      decoding: FactsJSON(difference: try Self.difference()).bytes, as: UTF8.self)
    #expect(json.hasPrefix(#"{"accounts":[{"account":"a.example","lines":{"gained":[{"#))
    #expect(json.contains(#""recipient":"old@a.example","kind":"daily-summary","starts":false"#))
    let facts = try Self.facts("a.example,East,Kept,5,1,2026-12-25\n", readers: "")
    let none = FactsDifference(from: facts, to: facts)
    #expect(FactsText(none).text.isEmpty)
    #expect(FactsJSON(difference: none).bytes == Array("{\"accounts\":[]}\n".utf8))
  }
}
