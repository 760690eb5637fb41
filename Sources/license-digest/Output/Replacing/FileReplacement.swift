/// One file that is replaced whole, in one step: a reader sees the old one or the new one.
struct FileReplacement: Sendable {
  /// Who may read the new file.
  enum Access {
    /// By its mode.
    case mode(UInt32)
    /// Whoever may read an open file: owner, mode, lists and attributes are its.
    case like(Int32)
  }

  /// Absolute, without links.
  let folderPath: String
  let name: String

  var path: String { folderPath == "/" ? "/" + name : "\(folderPath)/\(name)" }

  /// The file of a path whose folder is there; nil where there is none, or the path names no file.
  ///
  /// A link is not followed: to replace the file it leads to, pass that file's real path.
  init?(_ path: String) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let above = names.dropLast().joined(separator: "/")
    let written = names.count == 1 ? "." : above.isEmpty ? "/" : above
    guard let name = names.last.map(String.init), !["", ".", ".."].contains(name),
      let folder = FileReading.realPath(written)
    else { return nil }
    (folderPath, self.name) = (folder, name)
  }

  /// Removes what killed processes left.
  ///
  /// Call it only while holding the lock: without it, the files may be those of a running process.
  func removeLeftovers() throws(SystemError) {
    let folder = try FileWriting.openFolder(folderPath)
    defer { FileWriting.close(folder) }
    let temporary = TemporaryName(for: name)
    for left in try FileReading.names(in: folder) where temporary.isOurs(left) {
      try FileWriting.removeFile(left, in: folder)
    }
  }

  /// Makes it, where nothing has its name; false where something has.
  ///
  /// Its mode is that of the files that hold addresses: not readable by others.
  func make(of bytes: [UInt8]) throws(SystemError) -> Bool {
    let folder = try FileWriting.openFolder(folderPath)
    defer { FileWriting.close(folder) }
    let temporary = try temporaryName(in: folder)
    do throws(SystemError) {
      try FileWriting.write(bytes, to: temporary, in: folder, mode: 0o640)
      PublishingStep.replacementWritten.reached()
      try FileWriting.renameExclusively(temporary, to: name, in: folder)
    } catch {
      FileWriting.clear(temporary, in: folder)
      if error == .exists { return false }
      throw error
    }
    PublishingStep.replaced.reached()
    try FileWriting.sync(folder)
    return true
  }

  /// Puts bytes in its place; where that fails it is as it was.
  ///
  /// What is returned went wrong after that: its folder could not be written to its disk.
  func replace(with bytes: [UInt8], access: Access) throws(SystemError) -> SystemError? {
    let folder = try FileWriting.openFolder(folderPath)
    defer { FileWriting.close(folder) }
    let temporary = try temporaryName(in: folder)
    do throws(SystemError) {
      switch access {
      case .mode(let mode):
        try FileWriting.write(bytes, to: temporary, in: folder, mode: mode)
      case .like(let file):
        try FileWriting.write(bytes, to: temporary, in: folder, like: file)
      }
      PublishingStep.replacementWritten.reached()
      try FileWriting.replace(name, with: temporary, in: folder)
    } catch {
      // What it says is why; that a rest of it stays is found by the next process.
      FileWriting.clear(temporary, in: folder)
      throw error
    }
    PublishingStep.replaced.reached()
    do throws(SystemError) {
      try FileWriting.sync(folder)
    } catch {
      return error
    }
    return nil
  }

  /// The name under which this process builds the file; what processes left that are gone is
  /// removed, and that one of them stays keeps nobody from building.
  private func temporaryName(in folder: Int32) throws(SystemError) -> String {
    let temporary = TemporaryName(for: name)
    for left in try FileReading.names(in: folder) where temporary.isLeftBehind(left) {
      FileWriting.clear(left, in: folder)
    }
    return temporary.own
  }
}
