/// A folder being built beside the output: parallel writers may share it.
struct StagedFolder: Sendable {
  let name: String
  let path: String
  let folder: Int32
  /// Folders that killed runs left and that could not be removed, each with the reason.
  let leftBehind: [String]

  /// Writes a file by its path below the folder; a private one is not readable by others (0640).
  ///
  /// Fails too when SIGINT or SIGTERM came: between two files a run may end.
  func write(_ path: String, _ bytes: [UInt8], isPrivate: Bool) throws(RunFailure) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    precondition(
      names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." },
      "an output path stays below the output folder")
    try Interruption.check()
    do throws(SystemError) {
      for depth in 1..<max(names.count, 1) {
        try Publishing.makeFolder(names.prefix(depth).joined(separator: "/"), in: folder)
      }
      try Publishing.write(bytes, to: path, in: folder, mode: isPrivate ? 0o640 : 0o644)
    } catch {
      throw RunFailure("'\(path)' cannot be written: \(error.text)")
    }
    PublishingStep.writing.reached()
  }
}
