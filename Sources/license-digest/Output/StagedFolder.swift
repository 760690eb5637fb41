internal import Rendering

/// A folder being built beside the output: parallel writers may share it.
struct StagedFolder: Sendable {
  let name: String
  let path: String
  let folder: Int32
  /// Folders that killed runs left and that could not be removed, each with the reason.
  let leftBehind: [String]
  /// Whether new files and folders have their modes as asked; a umask or a default ACL may take
  /// bits away, and then each has to be given its mode by a call of its own.
  let keepsModes: Bool

  /// A folder that was made at a path and opened; it is removed where that fails.
  init(
    _ name: String, path: String, folder: Int32, leftBehind: [String]
  ) throws(SystemError) {
    (self.name, self.path, self.folder, self.leftBehind) = (name, path, folder, leftBehind)
    do throws(SystemError) {
      keepsModes = try Self.keepsModes(path, folder)
    } catch {
      FileWriting.close(folder)
      FileWriting.clear(path)
      throw error
    }
  }

  /// Tries it with a file that asks for every bit that any file or folder here does.
  private static func keepsModes(_ path: String, _ folder: Int32) throws(SystemError) -> Bool {
    let (sample, mode) = (".mode", UInt32(0o754))
    try FileWriting.write([], to: sample, in: folder, mode: mode, isModeKept: true)
    let status = try FileStatus(of: "\(path)/\(sample)", followingLinks: false)
    try FileWriting.removeFile(sample, in: folder)
    return status.permissions == mode
  }

  /// Makes a folder by its path below this one; the folder it lies in must be there.
  func makeFolder(_ path: String) throws(RunFailure) {
    Self.check(path)
    do throws(SystemError) {
      try FileWriting.makeFolder(path, in: folder, isModeKept: keepsModes)
    } catch {
      throw RunFailure("'\(path)' cannot be made: \(error.text)")
    }
  }

  /// Writes a file by its path below the folder; a private one is not readable by others (0640).
  ///
  /// Fails too when SIGINT or SIGTERM came: between two files a run may end.
  func write(_ file: OutputFile) throws(RunFailure) {
    try write(file.path, isPrivate: file.isPrivate) { write throws(SystemError) in
      try write(file.bytes)
    }
  }

  /// Writes a file whose bytes come in pieces.
  func write(
    _ path: String, isPrivate: Bool,
    content: (_ write: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(RunFailure) {
    Self.check(path)
    try Interruption.check()
    do throws(SystemError) {
      try FileWriting.write(
        to: path, in: folder, mode: isPrivate ? 0o640 : 0o644, isModeKept: keepsModes
      ) { file throws(SystemError) in
        try content { piece throws(SystemError) in try FileWriting.write(piece, to: file) }
      }
    } catch {
      throw RunFailure("'\(path)' cannot be written: \(error.text)")
    }
    PublishingStep.writing.reached()
  }

  /// Gives a file of another folder a second name at the same path here, and says what it holds.
  ///
  /// Its bytes are copied where that cannot be: on another file system, or one without links.
  func adopt(
    _ path: String, from source: String
  ) throws(RunFailure) -> (size: Int, sha256: String) {
    Self.check(path)
    try Interruption.check()
    let original = "\(source)/\(path)"
    do throws(SystemError) {
      let status = try FileStatus(of: original, followingLinks: false)
      guard status.kind == .file else { throw .notAFile }
      if try !FileWriting.link(original, to: path, in: folder) {
        let bytes = try FileReading.bytes(of: original)
        try FileWriting.write(bytes, to: path, in: folder, mode: status.permissions)
      }
      PublishingStep.writing.reached()
      var adopted = try OpenFile("\(self.path)/\(path)", followingLinks: false)
      defer { adopted.close() }
      return (status.size, try adopted.hash())
    } catch {
      throw RunFailure("'\(original)' cannot be linked: \(error.text)")
    }
  }

  /// Traps where a path would lead out of the folder.
  ///
  /// No input leads here: paths are made of account domains, of stems and of our own names, and
  /// those that a shard names are checked where it is read.
  static func check(_ path: String) {
    let slash = UInt8(ascii: "/")
    // Of the name that is being read: its bytes, and the dots among them.
    var (length, dots) = (0, 0)
    for byte in [path.utf8[...], "/".utf8[...]].joined() {
      guard byte == slash else {
        (length, dots) = (length + 1, dots + (byte == UInt8(ascii: ".") ? 1 : 0))
        continue
      }
      precondition(length > 2 || length > dots, "an output path stays below the output folder")
      (length, dots) = (0, 0)
    }
  }
}

extension StagedFolder: FileSink {}
