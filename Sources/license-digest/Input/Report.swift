internal import Exports
internal import Licensing
internal import Rendering

/// One run, a line a stage: listing, reading, joining, judging, rendering.
struct Report {
  let configuration: Configuration
  let date: CalendarDate
  let since: CalendarDate
  let files: [InputFile]
  let inventory: Inventory
  /// All problems, in input order, those of the preferences included.
  let diagnostics: [Diagnostic]
  /// In the order of `inventory.accounts`.
  let grants: [Grants]
  let manifestFiles: [RunManifest.File]
  /// By file of the manifest, the rejected rows of no account, which every shard counts.
  let unownedRejections: [Int]
  /// The languages there are templates for.
  let locales: Set<String>

  /// Reads and judges everything; problems of the input are collected, never thrown.
  init(
    inputs: [String], configuration: Configuration, date: CalendarDate, since: CalendarDate,
    locales: Set<String>, shard: Shard? = nil, workers: Workers = .one, schema: String? = nil
  ) throws(RunFailure) {
    self.configuration = configuration
    self.date = date
    self.since = since
    self.locales = locales
    FileReading.returnLargeMemory()
    var exports = try ExportReading(
      inputs: inputs, configuration: configuration, shard: shard, workers: workers,
      schema: schema)
    files = exports.files
    manifestFiles = exports.manifestFiles
    unownedRejections = manifestFiles.indices.map { [exports] in
      exports.unownedRejections[$0, default: 0]
    }
    var read = Inventory(exports.takeRows(), reportDate: date, workers: workers)
    read.countUnreadFiles(files, exports.diagnostics)
    inventory = read
    let (inventory, settings) = (inventory, configuration.ruleSettings)
    grants = workers.map(inventory.accounts.count) { place in
      RecipientRule.grants(
        in: inventory.accounts[place], texts: inventory.texts, settings: settings,
        locales: locales)
    }
    let judged = grants.flatMap(\.diagnostics)
    let found =
      exports.diagnostics + inventory.sharingWarnings(files, pages: exports.pages)
      + inventory.diagnostics + judged
    diagnostics = found.inInputOrder()
  }

  /// Whether the input had errors or warnings.
  var hasProblems: Bool { diagnostics.contains { $0.severity != .note } }

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

  /// Rows that were rejected by the rules, which the files' own counts do not know.
  var manifest: RunManifest {
    var manifest = RunManifest(
      date: date, since: since, formats: (configuration.formats ?? []).map(\.rawValue))
    manifest.files = manifestFiles
    let rejections = diagnostics.filter { $0.isRejectionByRule }
    for diagnostic in rejections {
      guard
        let place = manifest.files.firstIndex(where: {
          $0.path == files[Int(diagnostic.location.file)].path
        })
      else { continue }
      manifest.files[place].kept -= 1
      manifest.files[place].rejected += 1
    }
    return manifest
  }
}

extension Inventory {
  /// Joins what was read, account by account, on all threads.
  fileprivate init(_ read: consuming ReadRows, reportDate: CalendarDate, workers: Workers) {
    let rows = JoinedRows(read)
    let accounts = workers.map(rows.accountCount) { rows.account($0, reportDate: reportDate) }
    self.init(rows, accounts: accounts)
  }
}

extension Inventory {
  /// Counts by account the files of its folder that were rejected or passed over with a warning.
  fileprivate mutating func countUnreadFiles(_ files: [InputFile], _ diagnostics: [Diagnostic]) {
    var unread: Set<Int32> = []
    for problem in diagnostics where problem.severity != .note {
      let isPassedOver = files[Int(problem.location.file)].state == .notRead
      if isPassedOver || problem.isFileRejected { unread.insert(problem.location.file) }
    }
    var counts: [String: Int] = [:]
    for file in unread {
      if let folder = files[Int(file)].accountFolder { counts[folder, default: 0] += 1 }
    }
    if counts.isEmpty { return }
    for index in accounts.indices {
      accounts[index].unreadFiles = counts[texts.string(accounts[index].domain), default: 0]
    }
  }
}

extension Diagnostic {
  /// Whether the whole file is left out.
  fileprivate var isFileRejected: Bool {
    severity == .error && message.hasSuffix(Loss.file.rawValue)
  }

  /// Whether a rule, not the reading, rejected the row.
  fileprivate var isRejectionByRule: Bool {
    severity == .error && (code == "empty-scope" || code == "account-without-license")
  }
}

extension Configuration {
  /// What the rules need of it.
  var ruleSettings: RuleSettings {
    var settings = RuleSettings()
    settings.windows = windows
    settings.milestones = milestones
    settings.expiredForDays = expiredForDays
    settings.renewalDays = authorization.renewalDays
    settings.periodDays = authorization.periodDays
    settings.graceDays = authorization.graceDays
    settings.contactDays = contactDays
    for (name, severity) in severity {
      guard let type = AlertType(rawValue: name) else { continue }
      settings.severities[type] = severity == .major ? .major : .minor
    }
    return settings
  }

  /// What reading needs of it.
  var exportOptions: ExportOptions {
    ExportOptions(
      dateOrder: dateOrder.map { $0 == .mdy ? .mdy : .dmy },
      encoding: encoding.flatMap { encoding in
        switch encoding {
        case .utf8: nil
        case .latin1: .latin1
        case .windows1252: .windows1252
        }
      })
  }
}
