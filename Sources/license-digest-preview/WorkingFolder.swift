internal import FoundationEssentials

/// The folder the preview builds into: the one that was named, or one of its own.
struct WorkingFolder: Sendable {
  let output: String
  /// The folder around one of its own, for this person only (0700).
  private let own: String?

  init(_ output: String?) throws {
    if let output {
      self.output = output
      own = nil
      return
    }
    let name = "license-digest-preview-\(AccessToken.random().text.prefix(16))"
    let folder = FileManager.default.temporaryDirectory.appending(path: name).path()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    own = folder
    self.output = folder + "/output"
  }

  /// What a build is told of it.
  ///
  /// One of its own may shrink, since nobody mails what is in it; a named one may be in use by
  /// another run, which is waited for, since no change of a file would lead to another try.
  var arguments: [String] {
    ["--output=\(output)"] + (own == nil ? ["--wait=60"] : ["--accept-shrunk"])
  }

  /// Removes one of its own.
  func remove() {
    guard let own else { return }
    do {
      try FileManager.default.removeItem(atPath: own)
    } catch {
      Terminal.tell("warning: \(own) cannot be removed: \(error)\n")
    }
  }
}
