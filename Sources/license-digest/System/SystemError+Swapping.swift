internal import Glibc

extension SystemError {
  /// In words that fit a swap: what the system says of one is hard to understand.
  var swapText: String {
    switch number {
    case EBUSY, EXDEV: "it is a mount point"
    case EINVAL, ENOSYS, EOPNOTSUPP: "its file system cannot exchange two folders in one step"
    default: text
    }
  }
}
