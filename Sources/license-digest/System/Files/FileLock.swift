internal import Glibc

/// Locks on files, which fall with the process that holds them.
enum FileLock {
  /// Tries to lock an open file, alone or beside others who share it; false when another process
  /// is in the way.
  static func tryLock(_ file: Int32, isShared: Bool = false) throws(SystemError) -> Bool {
    if flock(file, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK || errno == EINTR { return false }
    throw .last
  }

  /// Opens a lock file, which is made where it is missing (0640) and never removed.
  static func open(_ path: String) throws(SystemError) -> Int32 {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let new = unsafe Glibc.open(path, flags | O_CREAT | O_EXCL, 0o640)
    if new >= 0 {
      guard fchmod(new, 0o640) == 0 else { throw .last }
      return new
    }
    guard errno == EEXIST else { throw .last }
    let file = unsafe Glibc.open(path, flags)
    guard file >= 0 else { throw .last }
    return file
  }

  /// Opens a file, and no link to one, only to lock it.
  static func openExisting(_ path: String) throws(SystemError) -> Int32 {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw .last }
    return file
  }

  /// Whether the path still leads to an open file; false once it was replaced.
  static func isCurrent(_ file: Int32, at path: String) throws(SystemError) -> Bool {
    try FileStatus(of: file).isSame(as: FileStatus(of: path, followingLinks: false))
  }
}
