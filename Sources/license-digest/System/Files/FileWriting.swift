internal import Glibc

/// The system calls that write, swap and remove; each throws what the system said.
enum FileWriting {
  /// Where calls relative to a folder begin for a path as typed.
  static let workingFolder = AT_FDCWD

  /// Opens a folder, for calls relative to it.
  static func openFolder(_ path: String) throws(SystemError) -> Int32 {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last }
    return folder
  }

  /// Makes a folder for owner and group (0750); one that is there is kept.
  ///
  /// Where new modes are not kept, it gets its own in a second step, whatever the umask.
  static func makeFolder(
    _ path: String, in folder: Int32, isModeKept: Bool
  ) throws(SystemError) {
    if unsafe mkdirat(folder, path, 0o750) == 0 {
      guard unsafe isModeKept || fchmodat(folder, path, 0o750, 0) == 0 else { throw .last }
    } else if errno != EEXIST {
      throw .last
    }
  }

  /// Makes a folder of a name that nothing has yet, for owner and group (0750), and opens it.
  ///
  /// One that cannot be opened is removed, which needs no further file to be open.
  static func makeNewFolder(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    guard unsafe mkdirat(folder, path, 0o750) == 0 else { throw .last }
    let new = unsafe openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard new >= 0, fchmod(new, 0o750) == 0 else {
      let failure = SystemError.last
      if new >= 0 { close(new) }
      _ = unsafe unlinkat(folder, path, AT_REMOVEDIR)
      throw failure
    }
    return new
  }

  /// Makes a new file of these bytes and this mode.
  static func write(
    _ bytes: [UInt8], to path: String, in folder: Int32, mode: mode_t, isModeKept: Bool = false
  ) throws(SystemError) {
    try write(to: path, in: folder, mode: mode, isModeKept: isModeKept) {
      file throws(SystemError) in
      try write(bytes, to: file)
    }
  }

  /// Makes a new file of this mode, into which `content` writes.
  ///
  /// Where new modes are not kept, it gets its own in a second step, whatever the umask.
  static func write(
    to path: String, in folder: Int32, mode: mode_t, isModeKept: Bool,
    content: (Int32) throws(SystemError) -> Void
  ) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(folder, path, flags, mode)
    guard file >= 0 else { throw .last }
    do throws(SystemError) {
      guard isModeKept || fchmod(file, mode) == 0 else { throw .last }
      try content(file)
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .last }
  }

  /// Gives a file a second name in a folder; false where the file systems cannot have it so.
  static func link(
    _ original: String, to path: String, in folder: Int32
  ) throws(SystemError) -> Bool {
    if unsafe linkat(AT_FDCWD, original, folder, path, 0) == 0 { return true }
    guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP].contains(errno) else { throw .last }
    return false
  }

  /// Writes all bytes to an open file.
  static func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { source in
        unsafe Glibc.write(file, source.baseAddress?.advanced(by: start), source.count - start)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      start += count
    }
  }

  /// Whether this process may write what the path leads to.
  static func checkWritable(_ path: String) throws(SystemError) {
    guard unsafe access(path, W_OK) == 0 else { throw .last }
  }

  /// Gives a file the name of another, whose place it takes in one step.
  static func replace(
    _ name: String, with new: String, in folder: Int32
  ) throws(SystemError) {
    guard unsafe renameat(folder, new, folder, name) == 0 else { throw .last }
  }

  /// Removes a file; one that is not there is no failure.
  static func removeFile(_ name: String, in folder: Int32) throws(SystemError) {
    guard unsafe unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw .last }
  }

  /// Removes what a step that failed has left, as far as that can be done: why the step failed is
  /// what is to be said, and the next process clears again.
  static func clear(_ name: String, in folder: Int32 = AT_FDCWD) {
    do throws(SystemError) {
      try removeTree(name, in: folder)
    } catch {
      return
    }
  }

  /// Writes everything of the file system that holds the folder to its disk.
  static func syncFileSystem(_ folder: Int32) throws(SystemError) {
    typealias Call = @convention(c) (Int32) -> Int32
    guard let symbol = unsafe dlsym(nil, "syncfs") else { throw SystemError(number: ENOSYS) }
    guard unsafe unsafeBitCast(symbol, to: Call.self)(folder) == 0 else { throw .last }
  }

  /// Writes a folder's list of names to its disk.
  static func sync(_ folder: Int32) throws(SystemError) {
    guard fsync(folder) == 0 else { throw .last }
  }

  /// Swaps two names of a folder in one step (`renameat2`, which Glibc's module does not import).
  static func exchange(_ left: String, _ right: String, in folder: Int32) throws(SystemError) {
    try rename(left, right, in: folder, flags: 2)
  }

  /// Gives a folder a name that nothing has yet; fails where something has it.
  static func renameExclusively(
    _ old: String, to new: String, in folder: Int32
  ) throws(SystemError) {
    try rename(old, new, in: folder, flags: 1)
  }

  private static func rename(
    _ old: String, _ new: String, in folder: Int32, flags: UInt32
  ) throws(SystemError) {
    typealias Call =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = unsafe dlsym(nil, "renameat2") else { throw SystemError(number: ENOSYS) }
    let call = unsafe unsafeBitCast(symbol, to: Call.self)
    guard unsafe call(folder, old, folder, new, flags) == 0 else { throw .last }
  }

  /// Removes a file, a link, or a folder with all it holds; links are not followed.
  static func removeTree(_ path: String, in folder: Int32 = AT_FDCWD) throws(SystemError) {
    if unsafe unlinkat(folder, path, 0) == 0 { return }
    guard errno == EISDIR else { throw .last }
    // To look into it takes open files, of which there may be too few.
    if unsafe unlinkat(folder, path, AT_REMOVEDIR) == 0 { return }
    try inFolder(path, in: folder) { inner throws(SystemError) in
      for name in try FileReading.names(in: inner) { try removeTree(name, in: inner) }
    }
    guard unsafe unlinkat(folder, path, AT_REMOVEDIR) == 0 else { throw .last }
  }

  /// Calls `body` with a folder that is open meanwhile; a link to one is not followed.
  static func inFolder(
    _ path: String, in folder: Int32 = AT_FDCWD, _ body: (Int32) throws(SystemError) -> Void
  ) throws(SystemError) {
    let inner = unsafe openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else { throw .last }
    defer { close(inner) }
    try body(inner)
  }

  /// Closes an open file; what was written was checked before.
  @discardableResult static func close(_ file: Int32) -> Int32 { Glibc.close(file) }
}
