import Foundation
import Licensing
import Testing

@testable import license_digest

struct StarterExampleTests {
  @Test func `the example is read without a problem and mails two readers`() throws {
    let folder = try TemporaryFolder()
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let path = folder.path + "/example"
    try StarterExample(today: day).write(to: path)
    let configuration = try Configuration.read(path + "/license-digest.yml")
    let run = try JudgedRun(
      inputs: [path + "/exports"], configuration: configuration, date: day,
      since: day.adding(days: -1), locales: ["en", "fr"])
    #expect(run.diagnostics.map(\.message) == [])
    #expect(run.grants.map(\.dailySummaries.count) == [3])
    #expect(throws: RunFailure.self) { try StarterExample(today: day).write(to: path) }
  }
}
