import ArgumentParser
import Licensing
import Testing

@testable import license_digest

struct RunOptionsTests {
  @Test(
    arguments: [
      // the replaced run's date and since, what since becomes for 2026-11-22
      (nil, nil, "2026-11-21"),
      ("2026-11-20", "2026-11-19", "2026-11-20"),
      ("2026-11-22", "2026-11-15", "2026-11-15"),
      ("2026-10-22", "2026-10-21", "2026-10-22"),
      ("2026-10-21", "2026-10-20", "2026-10-22"),
      ("2026-11-23", "2026-11-22", "2026-11-21"),
      ("2026-11-22", "2026-11-22", "2026-11-21"),
      ("2026-11-22", "2026-12-31", "2026-11-21"),
      ("nonsense", "2026-11-01", "2026-11-21"),
    ] as [(String?, String?, String)])
  func `since is caught up from the run about to be replaced, at most 31 days`(
    date: String?, since: String?, expected: String
  ) throws {
    let options = try RunOptions.parse(["--input", "exports"])
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let previous = date.map { date in
      PreviousRun(
        date: CalendarDate(iso: date), since: since.flatMap { CalendarDate(iso: $0) }, licenses: 1)
    }
    #expect(try options.sinceDate(before: day, previous: previous).iso == expected)
  }

  @Test(arguments: ["2026-11-22", "2026-11-23", "22 Nov", "2026-02-30"])
  func `since that is not before the date, or no day, is wrong usage`(since: String) throws {
    let options = try RunOptions.parse(["--input", "exports", "--since", since])
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let failure = #expect(throws: RunFailure.self) {
      try options.sinceDate(before: day, previous: nil)
    }
    #expect(failure?.exitCode == 64)
  }
}
