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
    let recording = RecordingSink(sink)
    try publication.writeAccounts(to: recording)
    try sources.write(to: sink)
    let runFiles = publication.runFiles
    var manifest = try manifest(of: runFiles)
    var hash = SHA256()
    try sink.write(ProblemLine.name, isPrivate: true) { write throws(SystemError) in
      try ProblemLines.write(runFiles.diagnostics, paths: runFiles.paths) {
        piece throws(SystemError) in
        hash.update(data: piece)
        try write(piece)
      }
    }
    manifest.hashes[ProblemLine.name] = hash.finalize().hexadecimal
    let records = try records(runFiles.entries, recording.files)
    try sink.write(OutputFile(path: AccountRecord.name, bytes: records, isPrivate: true))
    manifest.hashes[AccountRecord.name] = SHA256.hash(data: records).hexadecimal
    do {
      try sink.write(OutputFile(path: ShardManifest.name, bytes: try manifest.bytes))
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw RunFailure("'\(ShardManifest.name)' cannot be written: \(error)")
    }
  }

  /// A line an account, in the order of domains.
  private func records(
    _ entries: [AccountEntry], _ files: [String: [AccountRecord.File]]
  ) throws(RunFailure) -> [UInt8] {
    let inventory = publication.run.inventory
    let lines = try workers.attempt(entries.count, skipped: []) {
      index throws(RunFailure) -> [UInt8] in
      let domain = inventory.texts.string(inventory.accounts[index].domain)
      do {
        return try AccountRecord(
          entries[index], domain: domain, files: files["accounts/\(domain)", default: []],
          texts: inventory.texts
        ).line
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

  private func manifest(of runFiles: RunFiles) throws(RunFailure) -> ShardManifest {
    let run = publication.run
    let read = runFiles.readManifest
    return ShardManifest(
      program: try ShardManifest.runningProgram(), shard: shard.number, shards: shard.count,
      date: run.date.iso, since: run.since.iso,
      previous: run.memory.map {
        ShardManifest.Previous(hash: $0.run.hash, licenses: $0.run.run.licenses)
      }, formats: read.formats,
      hasPages: runFiles.pages != nil, configuration: sources.configurationHash,
      templates: sources.templateHash,
      listing: run.files.map {
        ShardManifest.Listed(path: $0.path, shownPath: $0.shownPath)
      },
      files: zip(read.files, run.unownedRejections).map { file, unowned in
        ShardManifest.File(
          path: file.path, kind: file.kind?.rawValue, sha256: file.sha256, kept: file.kept,
          rejected: file.rejected, rejectedByAll: unowned)
      },
      isCutShort: run.inventory.isCutShort, nextExpiry: run.nextExpiry?.iso, hashes: [:])
  }
}

/// Hands files on and keeps what a merge needs to know them again.
private final class RecordingSink<Sink: FileSink>: FileSink {
  private let sink: Sink
  private let recorded = Mutex<[String: [AccountRecord.File]]>([:])

  init(_ sink: Sink) { self.sink = sink }

  /// By folder, sorted by name.
  var files: [String: [AccountRecord.File]] {
    recorded.withLock { files in
      files.mapValues { files in
        files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      }
    }
  }

  func makeFolder(_ path: String) throws(RunFailure) { try sink.makeFolder(path) }

  func write(_ file: OutputFile) throws(RunFailure) {
    try sink.write(file)
    let slash = file.path.lastIndex(of: "/") ?? file.path.startIndex
    let record = AccountRecord.File(
      name: String(file.path[file.path.index(after: slash)...]), size: file.bytes.count,
      sha256: SHA256.hash(data: file.bytes).hexadecimal)
    recorded.withLock { $0[String(file.path[..<slash]), default: []].append(record) }
  }
}
