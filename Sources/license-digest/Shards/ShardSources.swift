internal import Crypto
internal import Rendering

/// The configuration and templates of a run as bytes: a shard keeps them, so that the merge has
/// the very ones.
struct ShardSources: Sendable {
  /// The folder they have in a shard.
  static let folder = "sources"
  private static let configuration = "license-digest.yml"
  private static let templates = "templates"

  /// nil where there is none and the defaults hold.
  let configuration: [UInt8]?
  /// By their paths below the folder of templates.
  let templates: [OutputFile]

  /// Reads them where the run has them.
  init(configuration path: String?, templates folder: TemplateFolder) throws(RunFailure) {
    var configuration: [UInt8]?
    if let path {
      do throws(SystemError) {
        configuration = try FileReading.bytes(of: path, limit: FileReading.handwritten)
      } catch {
        throw RunFailure(unreadable: path, error)
      }
    }
    self.configuration = configuration
    templates = try folder.files()
  }

  /// The SHA-256 of the configuration.
  var configurationHash: String? {
    configuration.map { SHA256.hash(data: $0).hexadecimal }
  }

  /// The SHA-256 over names and bytes of all templates.
  var templateHash: String {
    var hash = SHA256()
    for file in templates {
      hash.update(data: Array("\(file.path)\n\(file.bytes.count)\n".utf8))
      hash.update(data: file.bytes)
    }
    return hash.finalize().hexadecimal
  }

  /// Where a shard has its configuration.
  static func configurationPath(in shard: String) -> String {
    "\(shard)/\(folder)/\(configuration)"
  }

  /// Where a shard has its templates.
  static func templatesPath(in shard: String) -> String { "\(shard)/\(folder)/\(templates)" }

  /// Writes all of them into a shard.
  func write(to sink: some FileSink) throws(RunFailure) {
    let root = "\(Self.folder)/\(Self.templates)"
    for folder in [Self.folder, root] + TemplateFolder.folders.map({ "\(root)/\($0)" }) {
      try sink.makeFolder(folder)
    }
    if let configuration {
      let path = "\(Self.folder)/\(Self.configuration)"
      try sink.write(OutputFile(path: path, bytes: configuration, isPrivate: true))
    }
    for var file in templates {
      file.path = "\(root)/\(file.path)"
      try sink.write(file)
    }
  }
}
