internal import Glibc

/// What the system said when a call failed.
struct SystemError: Error, Hashable, Sendable {
  /// The `errno` of the call.
  let number: Int32

  /// The last call's failure.
  static var last: SystemError { SystemError(number: errno) }

  /// Nothing has this name (`ENOENT`).
  static let missing = SystemError(number: ENOENT)

  /// Something has this name already (`EEXIST`).
  static let exists = SystemError(number: EEXIST)

  /// Nobody reads the pipe any more (`EPIPE`).
  static let closedPipe = SystemError(number: EPIPE)

  /// It is no regular file (`EINVAL`, as opening one says).
  static let notAFile = SystemError(number: EINVAL)

  /// It is no folder (`ENOTDIR`).
  static let notAFolder = SystemError(number: ENOTDIR)

  /// It is a folder that holds something (`ENOTEMPTY`).
  static let notEmpty = SystemError(number: ENOTEMPTY)

  /// In the system's words: `Permission denied`.
  var text: String { unsafe String(cString: strerror(number)) }

  /// In words that fit a swap of two folders: what the system says of one is hard to understand.
  var swapText: String {
    switch number {
    case EBUSY, EXDEV: "it is a mount point"
    case EINVAL, ENOSYS, EOPNOTSUPP: "its file system cannot exchange two folders in one step"
    default: text
    }
  }
}
