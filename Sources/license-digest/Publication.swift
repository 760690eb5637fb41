internal import Licensing
internal import Rendering

/// The files of a run, account by account, and the manifests that list them.
struct Publication {
  let report: Report
  private let setting: PublicationSetting
  private let templates: TemplateSet
  private var manifests: [MessageManifest] = []
  private var counts = AccountPublication.Counts()

  /// A publication by these templates, which are compiled here.
  init(
    _ report: Report, templates: TemplateSet, formats: Set<Configuration.Format>
  ) throws(RunFailure) {
    self.report = report
    self.templates = templates
    setting = try PublicationSetting(report, templates: templates, formats: formats)
  }

  /// Makes every file and hands it on as soon as it is ready.
  mutating func write(to output: (OutputFile) throws(RunFailure) -> Void) throws(RunFailure) {
    for (account, grants) in zip(report.inventory.accounts, report.grants) {
      let made = try AccountPublication(account, grants, setting: setting)
      for file in made.files { try output(file) }
      manifests += made.manifests
      counts += made.counts
    }
    try output(OutputFile(path: "messages.jsonl", bytes: messages, isPrivate: true))
    try output(OutputFile(path: "problems.jsonl", bytes: problems))
    try output(OutputFile(path: "run.json", bytes: run))
  }

  private var messages: [UInt8] {
    let sorted = manifests.sorted { left, right in
      left.account == right.account
        ? left.stem.utf8.lexicographicallyPrecedes(right.stem.utf8)
        : left.account.utf8.lexicographicallyPrecedes(right.account.utf8)
    }
    var json = JSONText()
    for manifest in sorted { manifest.write(to: &json) }
    return json.bytes
  }

  private var problems: [UInt8] {
    var json = JSONText()
    for diagnostic in report.diagnostics {
      json.problem(diagnostic, path: report.files[Int(diagnostic.location.file)].path)
    }
    return json.bytes
  }

  private var run: [UInt8] {
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
    return manifest.bytes
  }
}
