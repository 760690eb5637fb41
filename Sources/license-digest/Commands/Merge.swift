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

  @Option(help: "The folder to publish.")
  var output = "output"

  @Flag(help: "Publish although under half the licenses of the replaced run were read.")
  var acceptShrunk = false

  @Option(help: "Seconds to wait for another run on the same output.")
  var wait = 0

  @Option(help: "How many threads share the work. Default: one for each processor.")
  var jobs: Int?

  @Flag(help: "Print errors only.")
  var quiet = false

  @Option(help: "Write figures of the run there, for node_exporter's textfile collector.")
  var metrics: String?

  @Option(help: "How problems are told on standard error: text, or json (one object a line).")
  var logFormat = LogFormat.text

  func run() throws {
    try Failing.exit(logFormat) {
      let begin = FileReading.moment
      Interruption.hold()
      let workers = try Workers(jobs: jobs)
      let folder = try OutputFolder(output, inputs: shards, waitSeconds: wait)
      defer { folder.unlock() }
      let file = try metrics.map { path in try MetricsFile(path, output: folder) }
      let run = try MergedRun(ShardSet(shards), workers: workers)
      let manifest = run.publication.manifest
      let problems = run.publication.diagnostics
      try DiagnosticPrinter(isQuiet: quiet, format: logFormat).tell(problems, files: run.files)
      if !acceptShrunk { try folder.guardAgainstShrinking(to: manifest.licenses) }
      let staged = try folder.stage { staged throws(RunFailure) in try run.write(to: staged) }
      for problem in try folder.publish(staged) { Failing.warn(problem, logFormat) }
      file?.write(manifest, nextExpiry: run.nextExpiry, since: begin, logFormat)
      return problems.contains { $0.severity != .note } ? 1 : 0
    }
  }
}
