internal import Glibc
internal import Synchronization

/// The system calls that write, lock, swap and wait; each throws what the system said.
enum Publishing {
  /// Opens a folder, for calls relative to it.
  static func openFolder(_ path: String) throws(SystemError) -> Int32 {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last }
    return folder
  }

  /// Makes a folder for owner and group (0750); one that stands is kept.
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

  /// Makes a folder where nothing stands yet, for owner and group (0750), and opens it.
  static func makeNewFolder(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    guard unsafe mkdirat(folder, path, 0o750) == 0 else { throw .last }
    let new = unsafe openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard new >= 0 else { throw .last }
    guard fchmod(new, 0o750) == 0 else { throw .last }
    return new
  }

  /// Makes a new file of these bytes and this mode.
  ///
  /// Where new modes are not kept, it gets its own in a second step, whatever the umask.
  static func write(
    _ bytes: [UInt8], to path: String, in folder: Int32, mode: mode_t, isModeKept: Bool = false
  ) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(folder, path, flags, mode)
    guard file >= 0 else { throw .last }
    do throws(SystemError) {
      guard isModeKept || fchmod(file, mode) == 0 else { throw .last }
      try write(bytes, to: file)
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .last }
  }

  /// Puts a file of these bytes in the place of another in one step; a reader sees either whole.
  static func replace(
    _ name: String, in path: String, with bytes: [UInt8]
  ) throws(SystemError) {
    let folder = try openFolder(path)
    defer { close(folder) }
    // The ending keeps it out of a collector's pattern; a killed run of this number may have left it.
    let new = ".\(name).new-\(processID)"
    _ = unsafe unlinkat(folder, new, 0)
    do throws(SystemError) {
      try write(bytes, to: new, in: folder, mode: 0o644)
      guard unsafe renameat(folder, new, folder, name) == 0 else { throw .last }
      try sync(folder)
    } catch {
      _ = unsafe unlinkat(folder, new, 0)
      throw error
    }
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

  /// Tries to lock an open lock file; false when another run holds it.
  static func tryLock(_ file: Int32) throws(SystemError) -> Bool {
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK || errno == EINTR { return false }
    throw .last
  }

  /// Opens a file that is to be replaced, so that it can be locked.
  static func openFile(_ path: String) throws(SystemError) -> Int32 {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw .last }
    return file
  }

  /// Whether an open file still stands at its path; false once it was replaced.
  static func isCurrent(_ file: Int32, at path: String) throws(SystemError) -> Bool {
    var (own, there) = (stat(), stat())
    guard unsafe fstat(file, &own) == 0 else { throw .last }
    guard unsafe lstat(path, &there) == 0 else { throw .last }
    return own.st_dev == there.st_dev && own.st_ino == there.st_ino
  }

  /// How many names an open file has.
  static func nameCount(_ file: Int32) throws(SystemError) -> Int {
    var own = stat()
    guard unsafe fstat(file, &own) == 0 else { throw .last }
    return Int(own.st_nlink)
  }

  /// Whether this process may write what stands there.
  static func checkWritable(_ path: String) throws(SystemError) {
    guard unsafe access(path, W_OK) == 0 else { throw .last }
  }

  /// Makes a new file of these bytes with the owner and mode of another, and writes it to its disk.
  static func write(
    _ bytes: [UInt8], to path: String, in folder: Int32, like other: Int32
  ) throws(SystemError) {
    var old = stat()
    guard unsafe fstat(other, &old) == 0 else { throw .last }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(folder, path, flags, 0o600)
    guard file >= 0 else { throw .last }
    do throws(SystemError) {
      var new = stat()
      guard unsafe fstat(file, &new) == 0 else { throw .last }
      if new.st_uid != old.st_uid || new.st_gid != old.st_gid {
        guard fchown(file, old.st_uid, old.st_gid) == 0 else { throw .last }
      }
      // After the owner, whose change takes special bits away.
      guard fchmod(file, old.st_mode & 0o7777) == 0 else { throw .last }
      try write(bytes, to: file)
      guard fsync(file) == 0 else { throw .last }
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .last }
  }

  /// Gives a file the name of another, whose place it takes in one step.
  static func rename(_ old: String, over new: String, in folder: Int32) throws(SystemError) {
    guard unsafe renameat(folder, old, folder, new) == 0 else { throw .last }
  }

  /// Removes a file where one stands.
  static func removeFile(_ name: String, in folder: Int32) throws(SystemError) {
    guard unsafe unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw .last }
  }

  /// Opens a lock file, which is made where it is missing (0640) and never removed.
  static func openLock(_ path: String) throws(SystemError) -> Int32 {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let new = unsafe open(path, flags | O_CREAT | O_EXCL, 0o640)
    if new >= 0 {
      guard fchmod(new, 0o640) == 0 else { throw .last }
      return new
    }
    guard errno == EEXIST else { throw .last }
    let file = unsafe open(path, flags)
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
  static func removeTree(_ path: String, in folder: Int32 = AT_FDCWD) throws(SystemError) {
    if unsafe unlinkat(folder, path, 0) == 0 { return }
    guard errno == EISDIR else { throw .last }
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

  /// This process, for names that no other run uses.
  static var processID: Int32 { getpid() }

  /// Goes on as another program in this process; returns only by failing.
  static func become(_ path: String, arguments: [String]) throws(SystemError) -> Never {
    var words = unsafe ([path] + arguments).map { word in unsafe strdup(word) } + [nil]
    unsafe execv(path, &words)
    throw .last
  }

  /// Ends this process without giving its memory back piece by piece, which can take longer than
  /// the swap.
  static func leave(_ code: Int32) -> Never { exit(code) }

  /// Ends this process at once, as `kill -9` does.
  static func killThisProcess() {
    raise(SIGKILL)
  }

  /// Gives standard input, output and error something to go to where they were closed.
  ///
  /// Else the first file a run opens would get their number, and messages would go into it.
  static func openStandardFiles() {
    for file in Int32(0)...2 where fcntl(file, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
  }

  /// Waits a tenth of a second.
  static func pause() { usleep(100_000) }
}

/// SIGINT and SIGTERM, remembered so that the run ends between two steps.
enum Interruption {
  /// The signal that came last, or 0; all that the handler may touch.
  private static let received = Atomic<Int32>(0)

  /// From here on both signals only set a mark; one that the parent had ignored stays ignored.
  static func hold() {
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] where !isIgnored(number) {
      signal(number) { Interruption.received.store($0, ordering: .relaxed) }
    }
  }

  /// Throws when a signal came: exit 130 after SIGINT, 143 after SIGTERM.
  static func check() throws(RunFailure) {
    let number = received.load(ordering: .relaxed)
    guard number != 0 else { return }
    throw RunFailure("interrupted; nothing published", exitCode: 128 + number)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // Function pointers do not compare; SIG_IGN is the address 1.
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
