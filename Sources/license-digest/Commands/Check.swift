internal import ArgumentParser
internal import Exports

/// Reads everything and reports every problem; writes nothing.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read everything, report every problem, write nothing.",
    discussion: """
        license-digest check --input exports

      Exit codes: 0 all read; 1 the result is usable, but the input had errors or warnings; \
      2 an input is missing or unreadable, or no file holds licenses; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var log: LogOptions

  @Flag(help: "Compare XML exports with the schemas too.")
  var schema = false

  @Flag(
    help: "Print how each file was understood: its kind, and which column was read as what.")
  var explainColumns = false

  func run() throws {
    try CommandExit.of(log.format.logFormat) {
      let run = try options.judgedRun(
        options.configuration(), locales: options.templates.folder.locales(),
        previous: nil, schema: schema ? ExportSchema.all : nil)
      try log.print(run)
      if explainColumns { try StandardOutput.write(ColumnExplanation(run).text) }
      return run.hasProblems ? 1 : 0
    }
  }
}
