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
      manifest, nextExpiry: nextExpiry.flatMap(CalendarDate.init(iso:)),
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
        "license_digest_rows{kind=\"preferences\",state=\"kept\"} 0",
        "license_digest_rows{kind=\"preferences\",state=\"rejected\"} 0",
      ])
  }

  @Test func `where nothing ends there is no next expiry`() throws {
    #expect(try !Self.metrics(nextExpiry: nil).contains("next_expiry"))
  }

  @Test func `the file of metrics is replaced whole and leaves nothing beside it`() throws {
    let folder = try TemporaryFolder()
    let output = try OutputFolder(folder.path + "/output", inputs: [])
    defer { output.unlock() }
    let file = try MetricsFile(folder.path + "/digest.prom", output: output)
    try file.write("old and longer\n")
    try file.write("new\n")
    let path = folder.path + "/digest.prom"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new\n")
    #expect(try FileReading.names(in: folder.path).sorted() == [".output.lock", "digest.prom"])
  }

  @Test func `metrics without a folder or in the output are refused before the run`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["output/run.json": #"{"generator":"license-digest"}"#])
    let output = try OutputFolder(folder.path + "/output", inputs: [])
    defer { output.unlock() }
    let refused = [
      ("missing/a.prom", "have no folder to stand in (make it first)"),
      ("", "have no folder to stand in (make it first)"),
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
    let problems = (1...30).map { line in
      Diagnostic.warning(
        "bad-date", "end date '\(line)' is not a day", value: "\(line)",
        at: SourceLocation(file: 0, line: Int32(line), column: 2))
    }
    let file = InputFile(
      shownPath: "in/a.csv", path: "a.csv", fileSystemPath: "in/a.csv", accountFolder: nil,
      state: .readable)
    let printer = DiagnosticPrinter(isQuiet: false, format: .json)
    let lines = String(decoding: printer.jsonLines(for: problems, files: [file]), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 30)
    let first =
      #"{"path":"a.csv","line":1,"column":2,"severity":"warning","code":"bad-date","#
      + #""message":"end date '1' is not a day","value":"1","account":null}"#
    #expect(lines.first.map(String.init) == first)
  }

  @Test func `why a run ends is told with the same fields`() {
    let told = { (format: LogFormat) in
      String(decoding: format.line(severity: "error", "no \"x\""), as: UTF8.self)
    }
    #expect(told(.text) == "license-digest: error: no \"x\"\n")
    #expect(
      told(.json)
        == #"{"path":null,"line":null,"column":null,"severity":"error","code":"run","#
        + #""message":"no \"x\"","value":null,"account":null}"# + "\n")
  }
}
