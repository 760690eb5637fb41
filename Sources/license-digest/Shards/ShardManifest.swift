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
  }

  static let name = "shard.json"
  static let generator = "license-digest"

  var generator = Self.generator
  /// Of this file's form.
  var version = 1
  /// The SHA-256 of the binary that made the shard: another one may word a sentence differently.
  var program: String
  var shard: Int
  var shards: Int
  var date: String
  var since: String
  var formats: [String]
  var hasPages: Bool
  /// The SHA-256 of the configuration file; nil where there was none.
  var configuration: String?
  var templates: String
  var listing: [Listed]
  var files: [File]
  var isCutShort: Bool
  var nextExpiry: String?
  /// How many files lie in the account folders.
  var accountFiles: Int
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
    guard let bytes = try? FileReading.bytes(of: "\(folder)/\(name)") else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let manifest = try? decoder.decode(ShardManifest.self, from: Data(bytes)),
      manifest.generator == generator, manifest.version == 1
    else { return nil }
    return (manifest, bytes)
  }

  /// The SHA-256 of the running program.
  static func runningProgram() throws(RunFailure) -> String {
    do {
      var hash = SHA256()
      try FileReading.read("/proc/self/exe") { hash.update($0) }
      return hash.finalize().hexadecimal
    } catch {
      throw RunFailure("the program cannot be read to say which it is: \(error)")
    }
  }
}
