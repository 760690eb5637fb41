internal import ArgumentParser
internal import Licensing

/// The options of every subcommand that reads exports.
struct RunOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Export files, or folders of them (*.csv, *.tsv, *.xml, *.json).")
  var input: [String]

  @Option(help: "The day the digest is for, YYYY-MM-DD. Default: today.")
  var date: String?

  @Option(help: "The day of the previous run. Default: the replaced folder's, or yesterday.")
  var since: String?

  @Option(help: "The configuration. Default: license-digest.yml here, if there is one.")
  var config: String?

  @Option(help: "The folder of templates and wording. Default: ./templates, or the installed one.")
  var templates: String?

  @Option(help: "How many threads share the work. Default: one for each processor.")
  var jobs: Int?

  @Flag(help: "Print errors only.")
  var quiet = false

  @Option(help: "How problems are told on standard error: text, or json (one object a line).")
  var logFormat = LogFormat.text

  /// The report date: as given, or today in the machine's time zone.
  func reportDate() throws(RunFailure) -> CalendarDate {
    guard let date else { return FileReading.today }
    return try Self.day(date, "--date")
  }

  /// The previous run's day: as given, or from the run about to be replaced, or the day before.
  func sinceDate(
    before date: CalendarDate, previous: (date: String, since: String, licenses: Int)?
  ) throws(RunFailure) -> CalendarDate {
    if let since {
      let day = try Self.day(since, "--since")
      guard day < date else {
        throw RunFailure("--since \(since) is not before the date \(date.iso)", exitCode: 64)
      }
      return day
    }
    guard let previous, let last = CalendarDate(iso: previous.date) else {
      return date.adding(days: -1)
    }
    if last == date, let since = CalendarDate(iso: previous.since) { return since }
    if last < date { return max(last, date.adding(days: -31)) }
    return date.adding(days: -1)
  }

  /// The threads to work with: as many as given, or as there are processors.
  func workers(_ progress: Progress? = nil) throws(RunFailure) -> Workers {
    var workers = try Workers(jobs: jobs)
    workers.progress = progress
    return workers
  }

  /// The configuration that is named, or found in the working folder, or the defaults.
  func configuration() throws(RunFailure) -> Configuration {
    try configurationPath.map(Configuration.read) ?? Configuration()
  }

  /// Where the configuration is; nil where there is none.
  var configurationPath: String? {
    let found = "license-digest.yml"
    return config ?? (FileReading.isReadable(found) ? found : nil)
  }

  /// Reads and judges everything; `previous` is the run about to be replaced, `schema` one that XML
  /// is compared with.
  func report(
    _ configuration: Configuration, locales: Set<String>, shard: Shard? = nil,
    replacing previous: (date: String, since: String, licenses: Int)?, schema: String? = nil,
    progress: Progress? = nil
  ) throws(RunFailure) -> Report {
    let date = try reportDate()
    return try Report(
      inputs: input, configuration: configuration, date: date,
      since: sinceDate(before: date, previous: previous),
      locales: locales, shard: shard, workers: workers(progress), schema: schema)
  }

  /// Prints the problems of the input to standard error.
  func print(_ report: Report) throws(RunFailure) {
    try DiagnosticPrinter(isQuiet: quiet, format: logFormat).tell(
      report.diagnostics, files: report.files)
  }

  private static func day(_ text: String, _ option: String) throws(RunFailure) -> CalendarDate {
    guard let day = CalendarDate(iso: text) else {
      throw RunFailure("\(option) '\(text)' is not a day (expected YYYY-MM-DD)", exitCode: 64)
    }
    return day
  }
}

extension Workers {
  /// As many threads as `--jobs` gives, or as there are processors.
  init(jobs: Int?) throws(RunFailure) {
    let count = jobs ?? FileReading.processorCount
    guard jobs == nil || (1...1_024).contains(count) else {
      throw RunFailure(
        "--jobs \(count) is no number of threads (expected 1 to 1024)", exitCode: 64)
    }
    self.init(count: count)
  }
}

extension CalendarDate {
  /// A day as options and `run.json` write it, `2026-11-22`; nil for anything else.
  init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
