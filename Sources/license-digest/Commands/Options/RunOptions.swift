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

  @Option(help: "The published folder to compare with, or none. Default: the one of --output.")
  var previous: String?

  @Option(help: "The configuration. Default: license-digest.yml here, if there is one.")
  var config: String?

  @OptionGroup var templates: TemplatesOption

  @OptionGroup var jobs: JobsOption

  /// The report date: as given, or today in the machine's time zone.
  func reportDate() throws(RunFailure) -> CalendarDate {
    if let date { return try Self.day(date, "--date") }
    guard let today = Clock.today else {
      throw RunFailure(
        "the clock says a year before 1970 or after 9999 (set it, or give --date)")
    }
    return today
  }

  /// The run to compare with: as given, or the one that a folder holds, or none.
  func previousFolder(replacing folder: String?) throws(RunFailure) -> PreviousFolder? {
    guard let previous else { return folder.flatMap(PreviousFolder.init) }
    if previous == "none" { return nil }
    guard let folder = PreviousFolder(previous) else {
      throw RunFailure(
        "--previous \(previous.quoted) is no folder that this program published "
          + "(expected one with a run.json of ours, or none)", exitCode: 64)
    }
    return folder
  }

  /// The previous run's day: as given, or from the run about to be replaced, or the day before.
  func sinceDate(
    before date: CalendarDate, previous: PreviousRun?
  ) throws(RunFailure) -> CalendarDate {
    guard let since else { return previous?.since(before: date) ?? date.adding(days: -1) }
    let day = try Self.day(since, "--since")
    guard day < date else {
      throw RunFailure("--since \(since) is not before the date \(date.iso)", exitCode: 64)
    }
    return day
  }

  /// The threads to work with, which add to a progress where somebody watches.
  func workers(_ progress: Progress? = nil) throws(RunFailure) -> Workers {
    var workers = try jobs.workers()
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

  /// Reads and judges everything; `previous` is the run to compare with, `schema` one that XML
  /// is compared with.
  func judgedRun(
    _ configuration: Configuration, locales: Set<String>, shard: Shard? = nil,
    previous: PreviousFolder?, schema: String? = nil, progress: Progress? = nil
  ) throws(RunFailure) -> JudgedRun {
    let date = try reportDate()
    return try JudgedRun(
      inputs: input, configuration: configuration, date: date,
      since: sinceDate(before: date, previous: previous?.run),
      locales: locales, shard: shard, workers: workers(progress), schema: schema,
      previous: previous)
  }

  private static func day(_ text: String, _ option: String) throws(RunFailure) -> CalendarDate {
    guard let day = CalendarDate(iso: text) else {
      throw RunFailure("\(option) \(text.quoted) is not a day (expected YYYY-MM-DD)", exitCode: 64)
    }
    return day
  }
}

/// How many threads share the work.
struct JobsOption: ParsableArguments {
  @Option(help: "How many threads share the work. Default: one for each processor it may use.")
  var jobs: Int?

  /// As many threads as are asked for, or as there are processors; one where no more can be had.
  func workers() throws(RunFailure) -> Workers {
    if let jobs, !(1...1_024).contains(jobs) {
      throw RunFailure(
        "--jobs \(jobs) is no number of threads (expected 1 to 1024)", exitCode: 64)
    }
    let count = jobs ?? Processors.count
    return ThisProcess.mayStartThreads ? Workers(count: count) : .one
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
