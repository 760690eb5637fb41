internal import Licensing
internal import Rendering

/// The files of a run, account by account, and the manifests that list them.
struct Publication {
  let run: JudgedRun
  private let setting: PublicationSetting
  private let templates: TemplateSet
  private var entries: [AccountEntry] = []
  private let workers: Workers

  /// A publication by these templates, which are compiled here.
  init(
    _ run: JudgedRun, templates: TemplateSet, formats: Set<Configuration.Format>,
    workers: Workers, hasPages: Bool = true
  ) throws(RunFailure) {
    self.run = run
    self.workers = workers
    self.templates = templates
    setting = try PublicationSetting(
      run, templates: templates, formats: formats, hasPages: hasPages)
  }

  /// Makes every file and hands it on as soon as it is ready.
  mutating func write(to sink: some FileSink) throws(RunFailure) {
    try writeAccounts(to: sink)
    try runFiles.write(to: sink, workers: workers)
  }

  /// Publishes all accounts, in parallel.
  mutating func writeAccounts(to sink: some FileSink) throws(RunFailure) {
    try sink.makeFolder("accounts")
    let (accounts, grants, setting) = (run.inventory.accounts, run.grants, setting)
    // Threads that share a template contend for its reference counts at every line they render.
    let isLarge = workers.count > 1 && accounts.count > 256
    let progress = workers.progress
    progress?.begin(.accounts, whole: accounts.count)
    entries = try workers.attempt(
      accounts.count, skipped: AccountEntry(),
      with: { isLarge ? setting.separated : setting },
      work: { setting, index throws(RunFailure) in
        defer { progress?.add(1) }
        return try AccountPublication.publish(
          accounts[index], grants[index], setting: setting, to: sink)
      })
  }

  /// The files over all accounts, once these are written.
  var runFiles: RunFiles {
    var manifest = run.manifest
    let order: [Configuration.Format] = [.html, .text, .eml, .json]
    manifest.formats = order.filter(setting.formats.contains).map(\.rawValue)
    return RunFiles(
      entries: entries,
      diagnostics: DiagnosticLog(merging: [run.diagnostics, DiagnosticLog(notes)]),
      paths: run.files.map(\.path),
      readManifest: manifest, pages: setting.pages, assets: templates.assets + setting.help,
      commerce: setting.links.commerce)
  }

  /// What is reported of the previous run's memory, which is read account by account.
  var notes: [Diagnostic] { entries.flatMap(\.notes) }

  /// What `run.json` says; its counts are those of what was written.
  var manifest: RunManifest { runFiles.manifest }
}
