import Foundation
import Licensing
import Rendering
import Testing

@testable import license_digest

/// What watches the nightly run reads: metrics, and problems as JSON.
struct MonitoringTests {
  private static func metrics(nextExpiry: String?) throws -> String {
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    var manifest = RunManifest(date: day, since: day.adding(days: -1), formats: [])
    manifest.counts = [
      ("accounts", 2), ("licenses", 5), ("major", 1), ("minor", 3), ("errors", 1),
      ("warnings", 0), ("notes", 4),
    ]
    manifest.files = [
      RunManifest.File(path: "a", kind: .licenses, sha256: "", kept: 4, rejected: 1),
      RunManifest.File(path: "b", kind: .licenses, sha256: "", kept: 3, rejected: 0),
      RunManifest.File(path: "c", kind: nil, sha256: "", kept: 0, rejected: 0),
    ]
    return RunMetrics(
      manifest,
      memory: RunMetrics.Memory(unchangedSince: day.adding(days: -2), stale: 3, lost: 1),
      nextExpiry: nextExpiry.flatMap(CalendarDate.init(iso:)),
      duration: .milliseconds(12_034)
    ).text
  }

  @Test func `metrics tell the run in Prometheus's text format`() throws {
    let lines = try Self.metrics(nextExpiry: "2026-11-23").split(separator: "\n")
    #expect(
      lines.filter { !$0.hasPrefix("#") } == [
        "license_digest_report_date_seconds 1795305600",
        "license_digest_duration_seconds 12.034",
        "license_digest_next_expiry_date_seconds 1795392000",
        "license_digest_unchanged_since_seconds 1795132800",
        "license_digest_accounts_stale 3",
        "license_digest_accounts_lost 1",
        "license_digest_alerts_dismissed 0",
        "license_digest_counts{kind=\"accounts\"} 2",
        "license_digest_counts{kind=\"licenses\"} 5",
        "license_digest_alerts{severity=\"major\"} 1",
        "license_digest_alerts{severity=\"minor\"} 3",
        "license_digest_problems{severity=\"error\"} 1",
        "license_digest_problems{severity=\"warning\"} 0",
        "license_digest_problems{severity=\"note\"} 4",
        "license_digest_rows{kind=\"licenses\",state=\"kept\"} 7",
        "license_digest_rows{kind=\"licenses\",state=\"rejected\"} 1",
        "license_digest_rows{kind=\"instances\",state=\"kept\"} 0",
        "license_digest_rows{kind=\"instances\",state=\"rejected\"} 0",
        "license_digest_rows{kind=\"events\",state=\"kept\"} 0",
        "license_digest_rows{kind=\"events\",state=\"rejected\"} 0",
        "license_digest_rows{kind=\"alerts\",state=\"kept\"} 0",
        "license_digest_rows{kind=\"alerts\",state=\"rejected\"} 0",
        "license_digest_rows{kind=\"dismissals\",state=\"kept\"} 0",
        "license_digest_rows{kind=\"dismissals\",state=\"rejected\"} 0",
        "license_digest_rows{kind=\"preferences\",state=\"kept\"} 0",
        "license_digest_rows{kind=\"preferences\",state=\"rejected\"} 0",
      ])
  }

  @Test func `where nothing ends there is no next expiry`() throws {
    #expect(try !Self.metrics(nextExpiry: nil).contains("next_expiry"))
  }

  @Test func `the file of metrics is replaced whole and leaves nothing beside it`() throws {
    let folder = try TemporaryFolder()
    let output = try OutputPlace(folder.path + "/output", inputs: [])
    let file = try MetricsFile(folder.path + "/digest.prom", output: output)
    let (old, new) = ("# HELP license_digest_a older and longer\n", "# HELP license_digest_b\n")
    try file.write(old)
    try file.write(new)
    let path = folder.path + "/digest.prom"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == new)
    #expect(try FileReading.names(in: folder.path) == ["digest.prom"])
  }

  @Test(arguments: ["", "# HELP", "# HELP license_digest", "# HELP other_", "account_domain,x\n"])
  func `metrics never take the place of another file`(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.make(["a.csv": text])
    let output = try OutputPlace(folder.path + "/output", inputs: [])
    let path = folder.path + "/a.csv"
    let failure = RunFailure(
      "metrics '\(path)' are not written: the file there holds something else (remove it first)")
    #expect(throws: failure) { _ = try MetricsFile(path, output: output) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "a.csv")
    #expect(throws: RunFailure.self) {
      _ = try MetricsFile(folder.path + "/link", output: output)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func `metrics without a folder or in the output are refused before the run`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["output/run.json": #"{"generator":"license-digest"}"#])
    let output = try OutputPlace(folder.path + "/output", inputs: [])
    let refused = [
      ("missing/a.prom", "have no folder to lie in (make it first)"),
      ("", "have no folder to lie in (make it first)"),
      ("output/a.prom", "lie in the output, which is replaced whole"),
    ]
    for (path, reason) in refused {
      let path = "\(folder.path)/\(path)"
      #expect(throws: RunFailure("metrics '\(path)' \(reason)")) {
        _ = try MetricsFile(path, output: output)
      }
    }
  }

  @Test func `as JSON every problem is a line, whatever their number`() throws {
    let problems = DiagnosticLog(
      (1...30).map { line in
        Diagnostic.warning(
          "bad-date", "end date '\(line)' is not a day", value: "\(line)",
          at: SourceLocation(file: 0, line: Int32(line), column: 2))
      })
    let file = InputFile(
      shownPath: "in/a.csv", path: "a.csv", fileSystemPath: "in/a.csv", accountFolder: nil,
      state: .readable)
    var written: [UInt8] = []
    try DiagnosticPrinter(isQuiet: false).writeJSON(problems, files: [file]) { written += $0 }
    let lines = String(decoding: written, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 30)
    let first =
      #"{"path":"a.csv","line":1,"column":2,"severity":"warning","code":"bad-date","#
      + #""message":"end date '1' is not a day","value":"1","account":null}"#
    #expect(lines.first.map(String.init) == first)
  }

  @Test func `each reason why a run ends is an object of the same fields`() {
    func written(_ format: LogFormat, _ failure: RunFailure) -> String {
      String(decoding: format.bytes(of: failure.problems), as: UTF8.self)
    }
    let failure = RunFailure(
      "no \"x\"",
      details: [
        RunFailure.Problem(message: "why"),
        RunFailure.Problem(path: "c\u{1b}.yml", line: 3, column: 1, code: "odd", message: "bad"),
      ])
    #expect(
      written(.text, failure)
        == "license-digest: error: no \"x\"\n  why\nc\u{fffd}.yml:3:1: error: bad\n")
    let end = #","value":null,"account":null}"# + "\n"
    let nowhere = #"{"path":null,"line":null,"column":null,"severity":"error","code":"run","#
    #expect(
      written(.json, failure)
        == nowhere + #""message":"no \"x\"""# + end + nowhere + #""message":"why""# + end
        + #"{"path":"c\u001b.yml","line":3,"column":1,"severity":"error","code":"odd","#
        + #""message":"bad""# + end)
  }
}
