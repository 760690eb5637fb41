internal import Crypto
internal import Licensing
internal import Rendering

/// A folder that `build --shard` published, as a merge reads it.
struct ShardFolder: Sendable {
  /// As typed.
  let path: String
  let manifest: ShardManifest
  private let manifestBytes: [UInt8]

  /// Opens a shard.
  init(_ path: String) throws(RunFailure) {
    guard let (manifest, bytes) = ShardManifest.read(in: path) else {
      throw RunFailure(
        "'\(path)' is no shard: it has no \(ShardManifest.name) that can be read "
          + "(expected a folder that build --shard published)")
    }
    self.path = path
    self.manifest = manifest
    manifestBytes = bytes
  }

  /// Which accounts it has.
  var shard: Shard { Shard(number: manifest.shard, of: manifest.shards) }

  /// The accounts' records, in the order of domains, read by all threads.
  func records(_ workers: Workers) throws(RunFailure) -> [AccountRecord] {
    let bytes = try bytes(of: AccountRecord.name)
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let records = try workers.attempt(lines.count, skipped: nil) {
      index throws(RunFailure) -> AccountRecord? in
      do {
        return try AccountRecord.read(lines[index])
      } catch {
        throw damaged("line \(index + 1) of \(AccountRecord.name) cannot be read")
      }
    }.compactMap(\.self)
    let shard = shard
    for record in records {
      guard InputFolder.isAccountDomain(record.domain), shard.holds(record.domain),
        record.isSound
      else {
        throw damaged("account \(record.domain.quoted) does not belong to it")
      }
    }
    return records
  }

  /// The problems it told, in input order.
  func problems(_ workers: Workers) throws(RunFailure) -> [Diagnostic] {
    let bytes = try bytes(of: ProblemLine.name)
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    var files: [String: Int] = [:]
    for (index, listed) in manifest.listing.enumerated() { files[listed.path] = index }
    return try workers.attempt(lines.count, skipped: nil) {
      [files] index throws(RunFailure) -> Diagnostic? in
      guard let line = try? ProblemLine.read(lines[index]),
        let diagnostic = line.diagnostic(files: files)
      else { throw damaged("line \(index + 1) of \(ProblemLine.name) cannot be read") }
      return diagnostic
    }.compactMap(\.self)
  }

  /// The configuration it was made with.
  func configuration() throws(RunFailure) -> Configuration {
    let path = ShardSources.configurationPath(in: path)
    let sources = try ShardSources(
      configuration: manifest.configuration == nil ? nil : path,
      templates: TemplateFolder(ShardSources.templatesPath(in: self.path)))
    guard sources.configurationHash == manifest.configuration,
      sources.templateHash == manifest.templates
    else { throw damaged("\(ShardSources.folder) has other bytes than the run had") }
    return manifest.configuration == nil ? Configuration() : try Configuration.read(path)
  }

  /// The templates it was made with.
  func templates() throws(RunFailure) -> TemplateSet {
    try TemplateFolder(ShardSources.templatesPath(in: path)).load()
  }

  /// Gives the files of an account a second name in a staged folder.
  ///
  /// What is there is compared with what was published, byte by byte: a merge publishes nothing
  /// that a crash, a full disk or a person has changed.
  func link(_ account: AccountRecord, into staged: StagedFolder) throws(RunFailure) {
    let folder = "accounts/\(account.domain)"
    guard try names(of: folder) == account.files.map(\.name) else {
      throw damaged("\(folder) holds other files than were published")
    }
    // An account without licenses has no folder where no pages are made.
    guard !account.files.isEmpty else { return }
    try staged.makeFolder(folder)
    for file in account.files {
      let found = try staged.adopt("\(folder)/\(file.name)", from: path)
      guard found == (file.size, file.sha256) else {
        throw damaged("\(folder)/\(file.name) has other bytes than were published")
      }
    }
  }

  /// The names in a folder of the shard, sorted; none where there is no such folder.
  private func names(of folder: String) throws(RunFailure) -> [String] {
    do throws(SystemError) {
      for path in ["accounts", folder] {
        let status = try FileStatus(of: "\(self.path)/\(path)", followingLinks: false)
        guard status.kind == .folder else { throw SystemError.notAFolder }
      }
      return try FileReading.names(in: "\(path)/\(folder)").sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    } catch {
      if error == .missing { return [] }
      throw damaged("\(folder) cannot be read: \(error.text)")
    }
  }

  /// Checks after linking that no run published the shard meanwhile.
  func checkUnchanged() throws(RunFailure) {
    guard let bytes = try? FileReading.bytes(of: "\(path)/\(ShardManifest.name)"),
      bytes == manifestBytes
    else { throw RunFailure("shard '\(path)' was published again while it was merged") }
  }

  private func bytes(of name: String) throws(RunFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileReading.bytes(of: "\(path)/\(name)")
    } catch {
      throw damaged("\(name) cannot be read: \(error.text)")
    }
    guard SHA256.hash(data: bytes).hexadecimal == manifest.hashes[name] else {
      throw damaged("\(name) has other bytes than were published")
    }
    return bytes
  }

  private func damaged(_ reason: String) -> RunFailure {
    RunFailure("shard '\(path)' is damaged: \(reason) (build it again)")
  }
}
