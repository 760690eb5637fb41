internal import Licensing
internal import Rendering
internal import Synchronization

/// The files of a run, account by account, and the manifests that list them.
struct Publication {
  let report: Report
  private let setting: PublicationSetting
  private let templates: TemplateSet
  private var manifests: [MessageManifest] = []
  private var counts = AccountEntry.Counts()
  private var overviews: [AccountOverview] = []
  private let workers: Workers

  /// A publication by these templates, which are compiled here.
  init(
    _ report: Report, templates: TemplateSet, formats: Set<Configuration.Format>,
    workers: Workers, hasPages: Bool = true
  ) throws(RunFailure) {
    self.report = report
    self.workers = workers
    self.templates = templates
    setting = try PublicationSetting(
      report, templates: templates, formats: formats, hasPages: hasPages)
  }

  /// Makes every file and hands it on as soon as it is ready.
  mutating func write(to sink: some FileSink) throws(RunFailure) {
    try sink.makeFolder("accounts")
    for entry in try entries(sink) {
      manifests += entry.manifests
      counts += entry.counts
      if let overview = entry.overview { overviews.append(overview) }
    }
    if let pages = setting.pages { try write(pages, to: sink) }
    try sink.write(OutputFile(path: "messages.jsonl", bytes: messages, isPrivate: true))
    try sink.write(OutputFile(path: "problems.jsonl", bytes: problems, isPrivate: true))
    try sink.write(OutputFile(path: "run.json", bytes: manifest.bytes))
  }

  /// Publishes all accounts, in parallel.
  private func entries(_ sink: some FileSink) throws(RunFailure) -> [AccountEntry] {
    let (accounts, grants, setting) = (report.inventory.accounts, report.grants, setting)
    return try inParallel(accounts.count, skipped: AccountEntry()) { place throws(RunFailure) in
      try AccountPublication.publish(
        accounts[place], grants[place], setting: setting, to: sink)
    }
  }

  /// Writes the pages of all accounts, and what all pages load.
  private func write(_ pages: PageRenderer, to sink: some FileSink) throws(RunFailure) {
    try sink.makeFolder("assets")
    for asset in templates.assets { try sink.write(asset) }
    let all = [
      pages.indexPages(overviews, problems: report.diagnostics),
      pages.alertPages(overviews, commerce: setting.links.commerce),
      pages.coveragePages(overviews), pages.messagePages(sortedManifests),
    ]
    for series in all {
      _ = try inParallel(series.count, skipped: ()) { place throws(RunFailure) in
        try sink.write(series.page(place + 1))
      }
    }
  }

  /// Does so many things at once; after a failure no other is begun.
  private func inParallel<Result: Sendable>(
    _ count: Int, skipped: Result, _ work: @Sendable (Int) throws(RunFailure) -> Result
  ) throws(RunFailure) -> [Result] {
    let failure = Mutex<RunFailure?>(nil)
    let results = workers.map(count) { place -> Result in
      guard failure.withLock({ $0 == nil }) else { return skipped }
      do throws(RunFailure) {
        return try work(place)
      } catch {
        failure.withLock { $0 = $0 ?? error }
        return skipped
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    return results
  }

  private var sortedManifests: [MessageManifest] {
    manifests.sorted { left, right in
      left.account == right.account
        ? left.stem.utf8.lexicographicallyPrecedes(right.stem.utf8)
        : left.account.utf8.lexicographicallyPrecedes(right.account.utf8)
    }
  }

  private var messages: [UInt8] {
    var json = JSONText()
    for manifest in sortedManifests { manifest.write(to: &json) }
    return json.bytes
  }

  private var problems: [UInt8] {
    var json = JSONText()
    for diagnostic in report.diagnostics {
      json.problem(diagnostic, path: report.files[Int(diagnostic.location.file)].path)
    }
    return json.bytes
  }

  /// What `run.json` says; its counts are those of what was written.
  var manifest: RunManifest {
    var manifest = report.manifest
    let order: [Configuration.Format] = [.html, .text, .eml, .json]
    manifest.formats = order.filter(setting.formats.contains).map(\.rawValue)
    func problems(_ severity: Diagnostic.Severity) -> Int {
      report.diagnostics.count { $0.severity == severity }
    }
    manifest.counts = [
      ("accounts", report.inventory.accounts.count), ("licenses", counts.licenses),
      ("terms", counts.terms), ("instances", counts.instances), ("events", counts.events),
      ("preferences", counts.preferences), ("messages", manifests.count),
      ("major", counts.major), ("minor", counts.minor), ("errors", problems(.error)),
      ("warnings", problems(.warning)), ("notes", problems(.note)),
    ]
    return manifest
  }
}
