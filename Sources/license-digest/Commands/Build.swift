internal import ArgumentParser
internal import Rendering

/// Reads exports and publishes the folder.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read exports and publish the folder of daily summaries.",
    discussion: """
      Reads licenses, product instances, events and preferences (CSV, XML or JSON, recognized by \
      their content), and publishes for every account the daily summaries and status notices, an \
      alerts page and renewals.csv, with index.html, messages.jsonl, problems.jsonl and run.json \
      over all. The folder is built beside the output and swapped in whole.

        license-digest build --input exports --output /srv/digests
        license-digest build --input exports --date 2026-11-22 --formats html,text,eml,json

      Exit codes: 0 all read; 1 published, but the input had errors or warnings; 2 nothing \
      published, the previous output untouched; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var building: BuildOptions
  @OptionGroup var publishing: PublishingOptions
  @OptionGroup var log: LogOptions

  @Flag(help: "Publish nothing when the input has errors or warnings.")
  var strict = false

  @Option(
    help:
      "One of N parts of the accounts, K/N with K from 0, for merge; or N, with K from a scheduler."
  )
  var shard: String?

  func run() throws {
    try CommandExit.of(log.format.logFormat) {
      let begin = Clock.moment
      Interruption.hold()
      if let shard { return try publish(ShardOption.shard(shard)) }
      let (folder, metrics) = try publishing.open(inputs: options.input)
      defer { folder.unlock() }
      let display = ProgressDisplay(building.progress, isQuiet: log.quiet)
      defer { display?.end() }
      let previous = try options.previousFolder(replacing: folder.place.realPath)
      defer { previous?.close() }
      var publication = try building.publication(
        options, log: log, previous: previous, display: display)
      let run = publication.run
      try refuseProblems(of: run)
      if !publishing.acceptShrunk { try previous?.run.guardAgainstShrinking(to: run.licenseCount) }
      let staged = try folder.stage { staged throws(RunFailure) in
        try publication.write(to: staged)
      }
      display?.hide()
      try log.printNotes(of: publication)
      for problem in try folder.publish(staged, workers: options.workers()) {
        log.format.logFormat.warn(problem)
      }
      let files = publication.runFiles
      metrics?.write(
        files.manifest, memory: files.memory, nextExpiry: run.nextExpiry, since: begin,
        log.format.logFormat)
      display?.end()
      if !log.quiet, log.format.logFormat == .text, Environment.isTerminal {
        log.format.logFormat.say(ClosingLine.text(files, output: publishing.target.output))
      }
      // The lock falls with the process.
      ThisProcess.leave(run.hasProblems ? 1 : 0)
    }
  }

  /// Ends a strict run whose input had errors or warnings.
  func refuseProblems(of run: JudgedRun) throws(RunFailure) {
    guard strict && run.hasProblems else { return }
    throw RunFailure("--strict: the input has errors or warnings, so nothing is published")
  }
}
