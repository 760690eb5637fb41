internal import ArgumentParser
internal import Rendering

/// Reads exports and publishes the folder.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read exports and publish the folder of daily summaries.",
    discussion: """
      Reads licenses, product instances, events and preferences (CSV or XML, told by content), and
      publishes for every account the daily summaries and status notices, an alerts page and \
      renewals.csv, with index.html, messages.jsonl, problems.jsonl and run.json over all. The \
      folder is built beside the output and swapped in whole.

        license-digest build --input exports --output /srv/digests
        license-digest build --input exports --date 2026-11-22 --formats html,text,eml,json

      Exit codes: 0 all read; 1 published, but the input had errors or warnings; 2 nothing \
      published, the previous output untouched; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var target: BuildOptions

  @Flag(help: "Publish nothing when the input has errors or warnings.")
  var strict = false

  @Flag(help: "Publish although under half the licenses of the replaced run were read.")
  var acceptShrunk = false

  @Option(help: "Write figures of the run there, for node_exporter's textfile collector.")
  var metrics: String?

  func run() throws {
    try Failing.exit(options.logFormat) {
      let begin = FileReading.moment
      Interruption.hold()
      let folder = try OutputFolder(
        target.output, inputs: options.input, waitSeconds: target.wait)
      defer { folder.unlock() }
      let file = try metrics.map { path in try MetricsFile(path, output: folder) }
      var publication = try target.publication(options, replacing: folder.previousRun)
      let report = publication.report
      if strict && report.hasProblems {
        throw RunFailure("--strict: the input has errors or warnings, so nothing is published")
      }
      try guardAgainstShrinking(report, folder)
      let staged = try target.stage(&publication, in: folder)
      for problem in try folder.publish(staged) {
        Failing.warn(problem, options.logFormat)
      }
      writeMetrics(of: publication, to: file, since: begin)
      return report.hasProblems ? 1 : 0
    }
  }

  /// The folder is published by now, so that what fails here is told and changes no exit code.
  private func writeMetrics(
    of publication: Publication, to file: MetricsFile?, since begin: ContinuousClock.Instant
  ) {
    guard let file else { return }
    let metrics = RunMetrics(
      publication.manifest, nextExpiry: publication.report.nextExpiry,
      duration: FileReading.moment - begin)
    do throws(RunFailure) {
      try file.write(metrics.text)
    } catch {
      Failing.warn(error.message, options.logFormat)
    }
  }

  /// An export that lost over half its licenses is more likely broken than true.
  private func guardAgainstShrinking(
    _ report: Report, _ folder: OutputFolder
  ) throws(RunFailure) {
    let before = folder.previousRun?.licenses ?? 0
    let now = report.licenseCount
    guard now * 2 < before, !acceptShrunk else { return }
    throw RunFailure(
      "\(now) licenses were read, the run to be replaced had \(before); nothing is published "
        + "(--accept-shrunk publishes all the same)")
  }
}
