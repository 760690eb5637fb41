internal import Exports
internal import Licensing
internal import Rendering

/// A run of which everything was read and judged: the files listed, read, joined, judged.
struct JudgedRun {
  let configuration: Configuration
  let date: CalendarDate
  let since: CalendarDate
  let files: [InputFile]
  let inventory: Inventory
  /// All problems, in input order, those of the preferences included.
  let diagnostics: DiagnosticLog
  /// In the order of `inventory.accounts`.
  let grants: [Grants]
  /// What `run.json` says of each file, rows that rules rejected counted among the rejected ones.
  let manifestFiles: [RunManifest.File]
  /// How the header of each file was understood, by its index in `files`.
  let columns: [Int: ColumnReading]
  /// By file of the manifest, the rejected rows of no account, which every shard counts.
  let unownedRejections: [Int]
  /// The languages there are templates for.
  let locales: Set<String>
  /// The run that this one is compared with; nil without one.
  let memory: RunMemory?

  /// Reads and judges everything; problems of the input are collected, never thrown.
  init(
    inputs: [String], configuration: Configuration, date: CalendarDate, since: CalendarDate,
    locales: Set<String>, shard: Shard? = nil, workers: Workers = .one, schema: String? = nil,
    previous: PreviousFolder? = nil
  ) throws(RunFailure) {
    self.configuration = configuration
    self.date = date
    self.since = since
    self.locales = locales
    Memory.returnLargeBlocks()
    var exports = try ExportReader(
      inputs: inputs, configuration: configuration, shard: shard, workers: workers,
      schema: schema)
    let comparing = Comparing(previous, on: date, with: exports)
    files = exports.files + comparing.files
    memory = comparing.memory
    columns = exports.columns
    unownedRejections = exports.manifestFiles.indices.map { [exports] in
      exports.unownedRejections[$0, default: 0]
    }
    var rows = exports.takeRows()
    if let memory { rows.add(memory.remembered(beside: rows, shard, workers)) }
    var joined = Inventory(rows, reportDate: date, workers: workers)
    joined.countUnread(exports.unreadFiles)
    inventory = joined
    let (inventory, settings) = (inventory, configuration.ruleSettings)
    grants = workers.map(inventory.accounts.count) { index in
      RecipientRule.grants(
        in: inventory.accounts[index], texts: inventory.texts, settings: settings,
        locales: locales)
    }
    var judged = DiagnosticLog()
    for grants in grants { judged.append(contentsOf: grants.diagnostics) }
    judged.sort()
    var shared = DiagnosticLog(
      comparing.notes + inventory.sharingWarnings(files, pages: exports.pages))
    shared.sort()
    diagnostics = DiagnosticLog(
      merging: [exports.takeDiagnostics(), shared, inventory.diagnostics, judged])
    manifestFiles = exports.manifestFiles.counting(
      diagnostics.filter(codes: Self.rejectionsByRule), paths: files.map(\.path))
  }

  /// What is true of an account tonight, compared with the previous run.
  func judged(_ account: SmartAccount, texts: TextTable) -> AccountReport {
    let lines = LineTexts(of: account, texts: texts)
    let remembered = memory?.comparison(of: account, lines: lines, texts: texts)
    return AccountReport(
      account, texts: texts, date: date, since: since, settings: configuration.ruleSettings,
      comparison: remembered?.comparison)
  }

  /// Whether the input had errors or warnings.
  var hasProblems: Bool {
    diagnostics.count(of: .error) + diagnostics.count(of: .warning) > 0
  }

  /// How many licenses were read.
  var licenseCount: Int { inventory.accounts.reduce(0) { $0 + $1.licenses.count } }

  /// The first end date from the report date on of a term with seats that nothing renews; nil where
  /// there is none.
  var nextExpiry: CalendarDate? {
    let (texts, settings) = (inventory.texts, configuration.ruleSettings)
    return inventory.accounts.compactMap { account in
      TermOutlooks(of: account, texts: texts, on: date, settings: settings)
        .nextEnd(in: account, from: date)
    }.min()
  }

  /// Errors with which a rule, not the reading, rejects a row.
  private static let rejectionsByRule: Set = ["empty-scope", "account-without-license"]

  /// What `run.json` says of what was read.
  var manifest: RunManifest {
    var manifest = RunManifest(
      date: date, since: since, formats: (configuration.formats ?? []).map(\.rawValue))
    manifest.files = manifestFiles
    return manifest
  }
}

extension [RunManifest.File] {
  /// The same with rows that the rules rejected, of which the reading of a file knows nothing.
  fileprivate func counting(_ rejections: [Diagnostic], paths: [String]) -> Self {
    guard !rejections.isEmpty else { return self }
    var (files, indices) = (self, [String: Int]())
    for (index, file) in files.enumerated() where indices[file.path] == nil {
      indices[file.path] = index
    }
    for rejection in rejections {
      guard let index = indices[paths[Int(rejection.location.file)]] else { continue }
      files[index].kept -= 1
      files[index].rejected += 1
    }
    return files
  }
}

extension Inventory {
  /// Counts the files of accounts' folders that were not read, by the folder's domain.
  fileprivate mutating func countUnread(_ files: [String: Int]) {
    if files.isEmpty { return }
    for index in accounts.indices {
      accounts[index].unreadFiles = files[texts.string(accounts[index].domain), default: 0]
    }
  }

  /// Joins what was read, account by account, on all threads.
  fileprivate init(_ read: consuming ReadRows, reportDate: CalendarDate, workers: Workers) {
    let rows = JoinedRows(read)
    let accounts = workers.map(rows.accountCount) { rows.account($0, reportDate: reportDate) }
    self.init(rows, accounts: accounts)
  }
}
