internal import ArgumentParser
internal import Licensing
internal import Rendering

/// Makes one output of the shards of a run.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Publish the shards of one run as one folder.",
    discussion: """
      Makes of the folders that build --shard published exactly what one build would have \
      published. Account folders are linked, not written again, so the shards should lie on the \
      file system of the output; elsewhere their files are copied.

        license-digest build --shard 0/2 --input exports --since 2026-11-21 --output shards/0
        license-digest build --shard 1/2 --input exports --since 2026-11-21 --output shards/1
        license-digest merge shards/0 shards/1 --output /srv/digests

      Exit codes: 0 all read; 1 published, but the input had errors or warnings; 2 nothing \
      published, the previous output untouched, the shards whole; 64 wrong usage.
      """)

  @Argument(help: "The folders of all shards, in any order.")
  var shards: [String]

  @OptionGroup var publishing: PublishingOptions
  @OptionGroup var jobs: JobsOption
  @OptionGroup var log: LogOptions

  func run() throws {
    let format = log.format.logFormat
    try CommandExit.of(format) {
      let begin = Clock.moment
      Interruption.hold()
      let workers = try jobs.workers()
      let (folder, metrics) = try publishing.open(inputs: shards)
      defer { folder.unlock() }
      let run = try MergedRun(ShardSet(shards), workers: workers)
      let manifest = run.files.manifest
      let problems = run.files.diagnostics
      try DiagnosticPrinter(isQuiet: log.quiet, format: format).print(
        problems, files: run.inputFiles)
      if !publishing.acceptShrunk { try run.guardAgainstShrinking(in: folder) }
      let staged = try folder.stage { staged throws(RunFailure) in try run.write(to: staged) }
      for problem in try folder.publish(staged) { format.warn(problem) }
      metrics?.write(
        manifest, memory: run.files.memory, nextExpiry: run.nextExpiry, since: begin, format)
      return problems.contains { $0.severity != .note } ? 1 : 0
    }
  }
}
