internal import Crypto
internal import FoundationEssentials
internal import Licensing
internal import Rendering

/// `shard.json`: what a shard was made of, as far as a merge compares it or needs it.
struct ShardManifest: Codable, Sendable {
  /// A file of the listing, whether it was read or not; problems count them.
  struct Listed: Codable, Hashable, Sendable {
    var path: String
    /// As the shard's run told it on standard error.
    var shownPath: String
  }

  /// A file that was read.
  struct File: Codable, Sendable {
    var path: String
    var kind: String?
    /// nil where it could not be read to its end.
    var sha256: String?
    var kept: Int
    var rejected: Int
    /// Of the rejected rows those of no account, which every shard counts.
    var rejectedByAll: Int

    /// Whether each number could be of a run, and the sum of a hundred thousand shards too.
    fileprivate var isSound: Bool {
      [kept, rejected, rejectedByAll].allSatisfy((0...(1 << 40)).contains)
        && rejectedByAll <= rejected
    }
  }

  /// The run that it was compared with.
  struct Previous: Codable, Hashable, Sendable {
    /// Of what the run published.
    var hash: String
    var licenses: Int
  }

  static let name = "shard.json"
  static let generator = "license-digest"
  static let currentVersion = 3
  /// In bytes; a run of a million exports has a third of it.
  private static let largest = 512 << 20

  var generator = Self.generator
  /// Of this file's form.
  var version = Self.currentVersion
  /// The SHA-256 of the binary that made the shard: another one may word a sentence differently.
  var program: String
  var shard: Int
  var shards: Int
  var date: String
  var since: String
  /// nil where it was compared with nothing.
  var previous: Previous?
  var formats: [String]
  var hasPages: Bool
  /// The SHA-256 of the configuration file; nil where there was none.
  var configuration: String?
  var templates: String
  var listing: [Listed]
  var files: [File]
  var isCutShort: Bool
  var nextExpiry: String?
  /// The SHA-256 of what else the merge reads, by name.
  var hashes: [String: String]

  /// As it is written.
  var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }

  /// What a folder says of itself; nil where it is no shard of ours, or of another form.
  static func read(in folder: String) -> (manifest: ShardManifest, bytes: [UInt8])? {
    guard let bytes = try? FileReading.bytes(of: "\(folder)/\(name)", limit: largest) else {
      return nil
    }
    return read(bytes).map { ($0, bytes) }
  }

  /// What these bytes say; nil where they are of no shard of ours, or of another form.
  static func read(_ bytes: [UInt8]) -> ShardManifest? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let manifest = try? decoder.decode(ShardManifest.self, from: Data(bytes)),
      manifest.generator == generator, manifest.version == currentVersion,
      (1...ShardOption.most).contains(manifest.shards),
      (0..<manifest.shards).contains(manifest.shard), manifest.files.allSatisfy(\.isSound)
    else { return nil }
    return manifest
  }

  /// Why a folder that holds something is not replaced by a shard of this number.
  static func refusal(of folder: String, shard: Int) -> String? {
    guard let other = read(in: folder)?.manifest.shard else {
      return "it is not empty, and its \(name) does not say it is a shard of ours"
    }
    return other == shard ? nil : "it holds shard \(other) (give each shard its own)"
  }

  /// The SHA-256 of the running program, which is read once.
  static func runningProgram() throws(RunFailure) -> String { try program.get() }

  private static let program = Result { () throws(RunFailure) in try readProgram() }

  private static func readProgram() throws(RunFailure) -> String {
    let path = try Environment.program()
    do throws(SystemError) {
      var program = try OpenFile(path)
      defer { program.close() }
      return try program.hash()
    } catch {
      throw RunFailure("the program cannot be read to say which it is: \(error.text)")
    }
  }
}
