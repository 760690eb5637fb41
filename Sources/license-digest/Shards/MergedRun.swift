internal import Licensing
internal import Rendering

/// One run again, of the shards it was made in: the files over all accounts, and who has which
/// account's files.
struct MergedRun {
  let shards: ShardSet
  let files: RunFiles
  let workers: Workers
  /// By shard, its accounts.
  private let accounts: [[AccountRecord]]

  /// Reads what the shards left.
  init(_ shards: ShardSet, workers: Workers) throws(RunFailure) {
    self.shards = shards
    self.workers = workers
    var accounts: [[AccountRecord]] = []
    var problems: [[Diagnostic]] = []
    for folder in shards.folders {
      try Interruption.check()
      accounts.append(try folder.records(workers))
      problems.append(try folder.problems(workers))
    }
    self.accounts = accounts
    let records = accounts.flatMap(\.self).sorted {
      $0.domain.utf8.lexicographicallyPrecedes($1.domain.utf8)
    }
    var texts = TextTable()
    var entries: [AccountEntry] = []
    for record in records {
      do throws(OverviewRecord.Damage) {
        entries.append(try record.entry(texts: &texts))
      } catch {
        throw RunFailure("the shard of account '\(record.domain)' is damaged (build it again)")
      }
    }
    files = try Self.files(shards, entries, Self.united(problems), texts)
  }

  /// Puts everything into a staged folder.
  func write(to staged: StagedFolder) throws(RunFailure) {
    try staged.makeFolder("accounts")
    for (folder, accounts) in zip(shards.folders, accounts) {
      _ = try workers.attempt(accounts.count, skipped: ()) { index throws(RunFailure) in
        try folder.link(accounts[index], into: staged)
      }
      try folder.checkUnchanged()
    }
    try files.write(to: staged, workers: workers)
  }

  /// The first end date from the report date on.
  var nextExpiry: CalendarDate? {
    shards.folders.compactMap(\.manifest.nextExpiry).compactMap { CalendarDate(iso: $0) }.min()
  }

  /// Ends a run whose shards read under half the licenses of the run they were compared with, or
  /// else of the one that is replaced.
  func guardAgainstShrinking(in folder: OutputFolder) throws(RunFailure) {
    let compared = shards.common.previous.map { previous in
      PreviousRun(date: nil, since: nil, licenses: previous.licenses)
    }
    try (compared ?? folder.previousRun)?.guardAgainstShrinking(to: files.manifest.licenses)
  }

  /// The files of the inputs, as problems name them.
  var inputFiles: [InputFile] {
    shards.common.listing.map { listed in
      InputFile(
        shownPath: listed.shownPath, path: listed.path, fileSystemPath: listed.path,
        accountFolder: nil, state: .readable)
    }
  }

  /// The problems of all shards; one that every shard reports is there once.
  ///
  /// Problems of one location keep the order of the shard that found most of them: the one whose
  /// account is there.
  static func united(_ shards: [[Diagnostic]]) -> DiagnosticLog {
    var owners: [SourceLocation: Int] = [:]
    for (index, problems) in shards.enumerated() {
      for problem in problems where problem.account != nil { owners[problem.location] = index }
    }
    var united: [Diagnostic] = []
    for (index, problems) in shards.enumerated() {
      united += problems.filter { problem in
        problem.account != nil || owners[problem.location, default: 0] == index
      }
    }
    var log = DiagnosticLog(united)
    log.sort()
    return log
  }

  private static func files(
    _ shards: ShardSet, _ entries: [AccountEntry], _ problems: DiagnosticLog, _ texts: TextTable
  ) throws(RunFailure) -> RunFiles {
    let common = shards.common
    guard let date = CalendarDate(iso: common.date), let since = CalendarDate(iso: common.since)
    else { throw RunFailure("the shards have no date that can be read (build them again)") }
    let configuration = try shards.folders[0].configuration()
    let templates = try shards.folders[0].templates()
    let context = PageContext(
      date: date, since: since, isCutShort: common.isCutShort,
      paths: common.listing.map(\.path), settings: configuration.ruleSettings,
      hasProblemsOfNoAccount: problems.contains { $0.severity != .note && $0.account == nil })
    var manifest = RunManifest(date: date, since: since, formats: common.formats)
    manifest.files = common.files.indices.map { index in
      let parts = shards.folders.map { $0.manifest.files[index] }
      let byAll = parts[0].rejectedByAll
      return RunManifest.File(
        path: parts[0].path, kind: parts[0].kind.flatMap(ExportKind.init(rawValue:)),
        sha256: parts[0].sha256, kept: parts.reduce(0) { $0 + $1.kept },
        rejected: parts.reduce(byAll) { $0 + $1.rejected - byAll })
    }
    return RunFiles(
      entries: entries, diagnostics: problems, paths: context.paths, readManifest: manifest,
      pages: common.hasPages
        ? try PublicationSetting.pages(
          context, locale: configuration.locale, texts: texts, templates) : nil,
      assets: templates.assets
        + (common.hasPages ? try PublicationSetting.help(context, configuration, templates) : []),
      commerce: configuration.links.commerce)
  }
}
