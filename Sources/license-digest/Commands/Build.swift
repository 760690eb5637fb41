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

  @Option(
    help:
      "One of N parts of the accounts, K/N with K from 0, for merge; or N, with K from a scheduler."
  )
  var shard: String?

  @Option(help: "Write figures of the run there, for node_exporter's textfile collector.")
  var metrics: String?

  func run() throws {
    try Failing.exit(options.logFormat) {
      let begin = FileReading.moment
      Interruption.hold()
      if let shard { return try publish(ShardOption.shard(shard)) }
      let folder = try OutputFolder(
        target.output, inputs: options.input, waitSeconds: target.wait)
      defer { folder.unlock() }
      let file = try metrics.map { path in try MetricsFile(path, output: folder) }
      let display = ProgressDisplay(target.progress, isQuiet: options.quiet)
      defer { display?.end() }
      var publication = try target.publication(
        options, replacing: folder.previousRun, display: display)
      let report = publication.report
      try refuseProblems(of: report)
      if !acceptShrunk { try folder.guardAgainstShrinking(to: report.licenseCount) }
      let staged = try target.stage(&publication, in: folder)
      display?.hide()
      for problem in try folder.publish(staged, workers: options.workers()) {
        Failing.warn(problem, options.logFormat)
      }
      file?.write(
        publication.manifest, nextExpiry: report.nextExpiry, since: begin, options.logFormat)
      display?.end()
      // The lock falls with the process.
      Publishing.leave(report.hasProblems ? 1 : 0)
    }
  }

  /// Ends a strict run whose input had errors or warnings.
  func refuseProblems(of report: Report) throws(RunFailure) {
    guard strict && report.hasProblems else { return }
    throw RunFailure("--strict: the input has errors or warnings, so nothing is published")
  }
}
