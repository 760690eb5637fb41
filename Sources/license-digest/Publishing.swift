internal import Glibc

/// The system calls that write, lock, swap and wait; each throws what the system said.
enum Publishing {
  /// Opens a folder, for calls relative to it.
  static func openFolder(_ path: String) throws(SystemError) -> Int32 {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last }
    return folder
  }

  /// Makes a folder for owner and group (0750) whatever the umask; one that stands is kept.
  static func makeFolder(_ path: String, in folder: Int32) throws(SystemError) {
    if unsafe mkdirat(folder, path, 0o750) == 0 {
      guard unsafe fchmodat(folder, path, 0o750, 0) == 0 else { throw .last }
    } else if errno != EEXIST {
      throw .last
    }
  }

  /// Makes a new file of these bytes and this mode, whatever the umask.
  static func write(
    _ bytes: [UInt8], to path: String, in folder: Int32, mode: mode_t
  ) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(folder, path, flags, mode)
    guard file >= 0 else { throw .last }
    do throws(SystemError) {
      guard fchmod(file, mode) == 0 else { throw .last }
      try write(bytes, to: file)
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .last }
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

  /// Tries to lock an open lock file; false when another run holds it.
  static func tryLock(_ file: Int32) throws(SystemError) -> Bool {
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK || errno == EINTR { return false }
    throw .last
  }

  /// Opens a lock file, which is made where it is missing and never removed.
  static func openLock(_ path: String) throws(SystemError) -> Int32 {
    let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard file >= 0 else { throw .last }
    return file
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

  /// Gives a folder its new name, where nothing stands yet.
  static func rename(_ old: String, to new: String, in folder: Int32) throws(SystemError) {
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
  static func removeTree(_ path: String) throws(SystemError) {
    guard try FileReading.status(of: path, followingLinks: false).kind == .folder else {
      guard unsafe unlink(path) == 0 else { throw .last }
      return
    }
    for name in try FileReading.names(in: path) { try removeTree("\(path)/\(name)") }
    guard unsafe rmdir(path) == 0 else { throw .last }
  }

  /// Closes an open file; what was written was checked before.
  @discardableResult static func close(_ file: Int32) -> Int32 { Glibc.close(file) }

  /// This process, for names that no other run uses.
  static var processID: Int32 { getpid() }

  /// Whether a process of that number still runs.
  static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

  /// Waits a tenth of a second.
  static func pause() { usleep(100_000) }
}

/// SIGINT and SIGTERM, held back so that the run ends between two steps.
///
/// Nothing is installed and nothing is global: the signals stay pending, and the run asks.
enum Interruption {
  /// Holds both signals back; call it first, since threads inherit it.
  static func hold() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Throws when a signal came: exit 130 after SIGINT, 143 after SIGTERM.
  static func check() throws(RunFailure) {
    var pending = sigset_t()
    unsafe sigpending(&pending)
    for signal in [SIGINT, SIGTERM] where unsafe sigismember(&pending, signal) == 1 {
      throw RunFailure("interrupted; nothing published", exitCode: 128 + signal)
    }
  }
}
