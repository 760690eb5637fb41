internal import ArgumentParser

/// Reads everything and reports every problem; writes nothing.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read everything, report every problem, write nothing.",
    discussion: """
      Exit codes: 0 all read; 1 the result is usable, but the input had errors or warnings; \
      2 an input is missing or unreadable, or no file holds licenses; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions

  func run() throws {
    try Failing.exit {
      let date = try options.reportDate()
      let report = try Report(
        inputs: options.input, configuration: options.configuration(), date: date,
        since: options.sinceDate(before: date, previous: nil), locales: ["en", "fr"],
        workers: options.workers())
      try DiagnosticPrinter(isQuiet: options.quiet).print(
        report.diagnostics, files: report.files)
      return report.hasProblems ? 1 : 0
    }
  }
}
