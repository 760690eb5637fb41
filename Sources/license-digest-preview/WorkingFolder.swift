internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// The folder the preview builds into: the one that was named, or one of its own.
struct WorkingFolder: Sendable {
  private static let prefix = "license-digest-preview-"

  let output: String
  /// The folder around one of its own, for this person only (0700).
  private let own: String?

  /// The folder of an option, or a new one; what previews that were killed left behind is removed.
  init(_ output: String?) throws {
    if let output {
      self.output = output
      own = nil
      return
    }
    let temporary = FileManager.default.temporaryDirectory.path()
    Self.removeLeftovers(in: temporary)
    let name = "\(Self.prefix)\(getpid())-\(AccessToken.random().text.prefix(16))"
    let folder = FilePath(temporary).appending(name).string
    // From its first moment on for nobody else: not made open and closed afterwards.
    let before = umask(0o077)
    defer { _ = umask(before) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false)
    own = folder
    self.output = folder + "/output"
  }

  /// What a build is given of it.
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

  /// Removes folders of this person's previews whose processes are no more.
  private static func removeLeftovers(in temporary: String) {
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: temporary) {
        guard let process = process(ofFolder: name) else { continue }
        let folder = FilePath(temporary).appending(name)
        let status = try Stat(folder, followTargetSymlink: false)
        guard status.type == .directory, status.userID.rawValue == getuid(), !isRunning(process)
        else { continue }
        try FileManager.default.removeItem(atPath: folder.string)
      }
    } catch let error as CocoaError
      where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile
    {
      // Nothing is left where there is no folder, or another preview was faster.
      return
    } catch {
      Terminal.tell("warning: what a former preview left cannot be removed: \(error)\n")
    }
  }

  /// The process that made a folder of this name; nil for any other name.
  static func process(ofFolder name: String) -> Int32? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard name.hasPrefix(prefix), parts.count == 5, parts[4].count == 16,
      parts[4].allSatisfy(\.isHexDigit), let process = Int32(parts[3]), process > 0
    else { return nil }
    return process
  }

  private static func isRunning(_ process: Int32) -> Bool {
    kill(process, 0) == 0 || errno == EPERM
  }
}
