internal import ArgumentParser
internal import Licensing

/// What is written on standard error, and how.
struct LogOptions: ParsableArguments {
  @Flag(help: "Print errors only.")
  var quiet = false

  @OptionGroup var format: LogFormatOption

  /// Prints the problems of the input to standard error.
  func print(_ run: JudgedRun) throws(RunFailure) {
    try DiagnosticPrinter(isQuiet: quiet, format: format.logFormat).print(
      run.diagnostics, files: run.files)
  }

  /// Prints what was found of the previous run while accounts were compared with it.
  func printNotes(of publication: Publication) throws(RunFailure) {
    try DiagnosticPrinter(isQuiet: quiet, format: format.logFormat).print(
      DiagnosticLog(publication.notes), files: publication.run.files)
  }
}

/// How standard error is written.
struct LogFormatOption: ParsableArguments {
  @Option(help: "How problems are written on standard error: text, or json (one object a line).")
  var logFormat = LogFormat.text
}
