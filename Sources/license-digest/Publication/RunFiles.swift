internal import Licensing
internal import Rendering

/// The files over all accounts: pages, assets, and the manifests that list what was made.
///
/// It knows the accounts by their entries alone, so that a merge makes the same files of entries
/// that other runs have left.
struct RunFiles: Sendable {
  /// In the order of account domains.
  let entries: [AccountEntry]
  /// All problems, in input order.
  let diagnostics: DiagnosticLog
  /// The paths of the exports, by the file numbers of problems.
  let paths: [String]
  /// What was read; its counts are filled in by `manifest`.
  let readManifest: RunManifest
  /// nil where no pages are made.
  let pages: PageRenderer?
  let assets: [OutputFile]
  /// With `{account}` still to be filled.
  let commerce: String?

  /// Makes every file and hands it on.
  func write(to sink: some FileSink, workers: Workers) throws(RunFailure) {
    if let pages { try write(pages, to: sink, workers) }
    try sink.write("renewals.csv", isPrivate: true) { write throws(SystemError) in
      try write(RenewalsCSV.headerOfAll)
      for entry in entries where !entry.renewals.isEmpty { try write(entry.renewals) }
    }
    let messages = messageParts(workers)
    try sink.write("messages.jsonl", isPrivate: true) { write throws(SystemError) in
      for part in messages { try write(part) }
    }
    try sink.write("problems.jsonl", isPrivate: true) { write throws(SystemError) in
      try ProblemLines.write(diagnostics, paths: paths, to: write)
    }
    try sink.write(OutputFile(path: "run.json", bytes: manifest.bytes))
  }

  /// What the metrics tell of the time since earlier runs.
  var memory: RunMetrics.Memory {
    RunMetrics.Memory(
      unchangedSince: entries.compactMap(\.memory.unchangedSince).max(),
      stale: entries.count(where: \.memory.isStale), lost: entries.count(where: \.memory.isLoss),
      dismissed: entries.reduce(0) { $0 + $1.memory.dismissed })
  }

  /// What `run.json` says; its counts are those of what was written.
  var manifest: RunManifest {
    let counts = entries.reduce(into: AccountEntry.Counts()) { $0 += $1.counts }
    var manifest = readManifest
    manifest.counts = [
      ("accounts", entries.count), ("licenses", counts.licenses), ("terms", counts.terms),
      ("instances", counts.instances), ("events", counts.events),
      ("preferences", counts.preferences),
      ("messages", entries.reduce(0) { $0 + $1.manifests.count }), ("major", counts.major),
      ("minor", counts.minor), ("errors", count(.error)), ("warnings", count(.warning)),
      ("notes", count(.note)),
    ]
    return manifest
  }

  private func count(_ severity: Diagnostic.Severity) -> Int {
    diagnostics.count(of: severity)
  }

  /// Writes the pages of all accounts, and what all pages load.
  private func write(
    _ pages: PageRenderer, to sink: some FileSink, _ workers: Workers
  ) throws(RunFailure) {
    Memory.keepLargeBlocks()
    try sink.makeFolder("assets")
    for asset in assets { try sink.write(asset) }
    let overviews = entries.compactMap(\.overview)
    // Each sorts a list of its own first, which one thread does while another does the next.
    let all = workers.map(4) { file in
      switch file {
      case 0: pages.alertPages(overviews, commerce: commerce)
      case 1: pages.indexPages(overviews, problems: diagnostics)
      case 2: pages.coveragePages(overviews)
      default: pages.messagePages(entries.flatMap(\.sortedManifests))
      }
    }
    let progress = workers.progress
    progress?.begin(.pages, whole: all.reduce(0) { $0 + $1.count })
    for series in all {
      _ = try workers.attempt(series.count, skipped: ()) { page throws(RunFailure) in
        defer { progress?.add(1) }
        try sink.write(series.page(page + 1))
      }
    }
  }

  /// The bytes of `messages.jsonl`, in parts: of a large run they are too many to be held twice.
  private func messageParts(_ workers: Workers) -> [[UInt8]] {
    let length = 256
    return workers.map((entries.count + length - 1) / length) { part in
      var json = JSONText()
      for entry in entries[(part * length)...].prefix(length) {
        for manifest in entry.sortedManifests { manifest.write(to: &json) }
      }
      return json.bytes
    }
  }
}
