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
    guard let (manifest, bytes) = ShardManifest.read(in: path),
      (1...ShardOption.most).contains(manifest.shards),
      (0..<manifest.shards).contains(manifest.shard)
    else {
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
      place throws(RunFailure) -> AccountRecord? in
      do {
        return try AccountRecord.read(lines[place])
      } catch {
        throw damaged("line \(place + 1) of \(AccountRecord.name) cannot be read")
      }
    }.compactMap(\.self)
    let shard = shard
    for record in records {
      guard InputFolder.isAccountDomain(record.domain), shard.holds(record.domain) else {
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
    for (place, listed) in manifest.listing.enumerated() { files[listed.path] = place }
    return try workers.attempt(lines.count, skipped: nil) {
      [files] place throws(RunFailure) -> Diagnostic? in
      guard let line = try? ProblemLine.read(lines[place]),
        let diagnostic = line.diagnostic(files: files)
      else { throw damaged("line \(place + 1) of \(ProblemLine.name) cannot be read") }
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

  /// Gives the files of an account a second name in a staged folder; says how many there are.
  func link(_ domain: String, into staged: StagedFolder) throws(RunFailure) -> Int {
    let folder = "accounts/\(domain)"
    let names: [String]
    do throws(SystemError) {
      names = try FileReading.names(in: "\(path)/\(folder)")
    } catch {
      // An account without licenses has no folder where no pages are made.
      if error.number == SystemError.missing { return 0 }
      throw RunFailure("'\(path)/\(folder)' cannot be read: \(error.text)")
    }
    try staged.makeFolder(folder)
    for name in names {
      try staged.adopt("\(folder)/\(name)", from: path)
    }
    return names.count
  }

  /// Checks after linking that all was there, and that no run published the shard meanwhile.
  func checkLinked(_ count: Int) throws(RunFailure) {
    guard let bytes = try? FileReading.bytes(of: "\(path)/\(ShardManifest.name)"),
      bytes == manifestBytes
    else { throw RunFailure("shard '\(path)' was published again while it was merged") }
    guard count == manifest.accountFiles else {
      throw damaged(
        "its account folders hold \(count) files (expected \(manifest.accountFiles))")
    }
  }

  private func bytes(of name: String) throws(RunFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileReading.wholeFile("\(path)/\(name)")
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
