internal import Rendering
internal import Synchronization

/// Keeps of a run what `PublishedFacts` reads, and writes nothing.
final class FactsCollection: FileSink {
  private let files = Mutex<[String: [UInt8]]>([:])

  func makeFolder(_ path: String) throws(RunFailure) {}

  func write(_ file: OutputFile) throws(RunFailure) {
    try Interruption.check()
    guard file.path == "messages.jsonl" || file.path.hasSuffix("/\(AccountFile.name)") else {
      return
    }
    files.withLock { $0[file.path] = file.bytes }
  }

  /// What the run tells.
  var facts: PublishedFacts { PublishedFacts(files.withLock { $0 }) }
}

extension PublishedFacts {
  /// What a folder tells; nothing where there is none of ours.
  init(published folder: PreviousFolder?) {
    var files: [String: [UInt8]] = [:]
    for domain in folder?.domains() ?? [] {
      if let bytes = try? folder?.bytes(of: domain) {
        files["accounts/\(domain)/\(AccountFile.name)"] = bytes
      }
    }
    files["messages.jsonl"] = folder?.messages
    self.init(files)
  }
}
