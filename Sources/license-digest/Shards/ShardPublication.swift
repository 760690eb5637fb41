internal import Crypto
internal import Licensing
internal import Rendering
internal import Synchronization

/// The files of a shard: account folders as a whole run has them, and beside them what the merge
/// makes the other files of.
struct ShardPublication {
  let shard: Shard
  let sources: ShardSources
  var publication: Publication
  let workers: Workers

  /// Makes every file; `shard.json` comes last.
  mutating func write(to sink: some FileSink) throws(RunFailure) {
    let counting = CountingSink(sink)
    try publication.writeAccounts(to: counting)
    try sources.write(to: sink)
    let run = publication.run
    let files = [
      OutputFile(path: ProblemLine.name, bytes: run.problems, isPrivate: true),
      OutputFile(path: AccountRecord.name, bytes: try records(run.entries), isPrivate: true),
    ]
    for file in files { try sink.write(file) }
    var manifest = try manifest(of: run, accountFiles: counting.count)
    for file in files { manifest.hashes[file.path] = SHA256.hash(data: file.bytes).hexadecimal }
    do {
      try sink.write(OutputFile(path: ShardManifest.name, bytes: try manifest.bytes))
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure("'\(ShardManifest.name)' cannot be written: \(error)")
    }
  }

  /// A line an account, in the order of domains.
  private func records(_ entries: [AccountEntry]) throws(RunFailure) -> [UInt8] {
    let inventory = publication.report.inventory
    let lines = try workers.attempt(entries.count, skipped: []) {
      place throws(RunFailure) -> [UInt8] in
      let domain = inventory.texts.string(inventory.accounts[place].domain)
      do {
        return try AccountRecord(entries[place], domain: domain, texts: inventory.texts).line
      } catch {
        throw RunFailure("account '\(domain)' cannot be written: \(error)")
      }
    }
    var bytes: [UInt8] = []
    for line in lines {
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func manifest(
    of run: RunPublication, accountFiles: Int
  ) throws(RunFailure) -> ShardManifest {
    let report = publication.report
    return ShardManifest(
      program: try ShardManifest.runningProgram(), shard: shard.number, shards: shard.count,
      date: report.date.iso, since: report.since.iso, formats: run.readManifest.formats,
      hasPages: run.pages != nil, configuration: sources.configurationHash,
      templates: sources.templateHash,
      listing: report.files.map {
        ShardManifest.Listed(path: $0.path, shownPath: $0.shownPath)
      },
      files: zip(run.readManifest.files, report.unownedRejections).map { file, unowned in
        ShardManifest.File(
          path: file.path, kind: file.kind?.rawValue, sha256: file.sha256, kept: file.kept,
          rejected: file.rejected, rejectedByAll: unowned)
      },
      isCutShort: report.inventory.isCutShort, nextExpiry: report.nextExpiry?.iso,
      accountFiles: accountFiles, hashes: [:])
  }
}

/// Hands files on and counts them.
private final class CountingSink<Sink: FileSink>: FileSink {
  private let sink: Sink
  private let written = Atomic(0)

  init(_ sink: Sink) { self.sink = sink }

  var count: Int { written.load(ordering: .relaxed) }

  func makeFolder(_ path: String) throws(RunFailure) { try sink.makeFolder(path) }

  func write(_ file: OutputFile) throws(RunFailure) {
    try sink.write(file)
    written.add(1, ordering: .relaxed)
  }
}
