internal import Crypto
internal import Licensing
internal import Rendering

/// The files of a run, account by account, and the manifests that list them.
struct Publication {
  let report: Report
  private let sentences: [String: Sentences]
  private let formats: Set<Configuration.Format>
  private var manifests: [MessageManifest] = []
  private var counts = Counts()

  /// What `run.json` counts beside the files.
  private struct Counts {
    var licenses = 0
    var terms = 0
    var instances = 0
    var events = 0
    var preferences = 0
    var major = 0
    var minor = 0
  }

  /// A publication in the languages of these phrases; English is among them.
  init(_ report: Report, phrases: [Phrases], formats: Set<Configuration.Format>) {
    self.report = report
    self.formats = formats
    var sentences: [String: Sentences] = [:]
    for phrases in phrases {
      sentences[phrases.locale] = Sentences(phrases, texts: report.inventory.texts)
    }
    self.sentences = sentences
  }

  /// Makes every file and hands it on as soon as it is ready.
  mutating func write(to output: (OutputFile) throws(RunFailure) -> Void) throws(RunFailure) {
    for (account, grants) in zip(report.inventory.accounts, report.grants) {
      try write(account, grants, to: output)
    }
    try output(OutputFile(path: "messages.jsonl", bytes: messages, isPrivate: true))
    try output(OutputFile(path: "problems.jsonl", bytes: problems))
    try output(OutputFile(path: "run.json", bytes: run))
  }

  private mutating func write(
    _ account: SmartAccount, _ grants: Grants,
    to output: (OutputFile) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let texts = report.inventory.texts
    let judged = AccountReport(
      account, texts: texts, date: report.date, since: report.since,
      settings: report.configuration.ruleSettings)
    count(judged, grants)
    guard account.hasLicenseRows else { return }
    let folder = "accounts/\(texts.string(account.domain))"
    let renewals = judged.renewals(settings: report.configuration.ruleSettings, texts: texts)
    try output(
      OutputFile(
        path: folder + "/renewals.csv",
        bytes: RenewalsCSV.bytes(of: renewals, in: account, texts: texts)))
    var stems: Set<String> = []
    for variant in Variant.variants(of: grants.dailySummaries) {
      let digest = judged.digest(
        for: variant, texts: texts, isCutShort: report.inventory.isCutShort)
      let stem = "\(folder)/\(variant.dailyStem(account, texts))"
      guard stems.insert(stem).inserted else {
        throw RunFailure("two variants have one file name, \(stem)")
      }
      try write(digest, account, stem, to: output)
    }
  }

  private mutating func write(
    _ digest: Licensing.Digest, _ account: SmartAccount, _ stem: String,
    to output: (OutputFile) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let texts = report.inventory.texts
    guard let sentences = sentences[digest.variant.locale] else {
      throw RunFailure("there is no wording for locale '\(digest.variant.locale)'")
    }
    var manifest = MessageManifest(
      digest, account: account, texts: texts,
      subject: sentences.subject(of: digest, accountName: texts.string(account.name)), stem: stem)
    if formats.contains(.json) {
      let body = DigestJSON.body(
        of: digest, account: account, texts: texts, detail: sentences.detail)
      try output(OutputFile(path: stem + ".json", bytes: body))
      manifest.hasJSON = true
    }
    manifests.append(manifest)
  }

  private mutating func count(_ judged: AccountReport, _ grants: Grants) {
    let account = judged.account
    counts.licenses += account.licenses.count
    counts.terms += account.terms.count
    counts.instances += account.instances.count
    counts.events += account.events.count
    counts.preferences += grants.usedRows
    let shown = judged.alerts.withoutCoveredCompliance
    counts.major += shown.count { $0.severity == .major }
    counts.minor += shown.count { $0.severity == .minor }
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
    manifest.formats = order.filter(formats.contains).map(\.rawValue)
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

extension Variant {
  /// `daily-90_30-en`, with 16 hexadecimal digits behind it where events or scope are narrowed.
  func dailyStem(_ account: SmartAccount, _ texts: TextTable) -> String {
    let days = windows.days.map(String.init).joined(separator: "_")
    let stem = "daily-\(days.isEmpty ? "none" : days)-\(locale)"
    var names: [String] = []
    if case .listed(let places) = scope {
      names = places.map { texts.string(account.virtualAccounts[$0]) }
    } else if alertTypes == .all {
      return stem
    }
    let events = alertTypes.ordered.map(\.rawValue).joined(separator: ",")
    let narrowing = events + "\n" + names.joined(separator: "\n")
    return "\(stem)-\(SHA256.hash(data: Array(narrowing.utf8)).hexadecimal.prefix(16))"
  }
}
