internal import Glibc

/// What a path leads to, without its name.
struct FileStatus: Hashable, Sendable {
  enum Kind: Sendable { case file, folder, link, other }

  let kind: Kind
  let device: UInt64
  let inode: UInt64
  /// In bytes.
  let size: Int
  /// How many names it has.
  let links: Int
  /// Who may read, write and execute: the lower nine bits of the mode.
  let permissions: UInt32

  /// What the path leads to; a link itself unless it is followed.
  init(of path: String, followingLinks: Bool) throws(SystemError) {
    var buffer = stat()
    let result =
      followingLinks ? unsafe stat(path, &buffer) : unsafe lstat(path, &buffer)
    guard result == 0 else { throw .last }
    self.init(buffer)
  }

  /// What an open file is.
  init(of file: Int32) throws(SystemError) {
    var buffer = stat()
    guard unsafe fstat(file, &buffer) == 0 else { throw .last }
    self.init(buffer)
  }

  /// What the system says of a file.
  init(_ buffer: stat) {
    kind =
      switch buffer.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    device = UInt64(buffer.st_dev)
    inode = UInt64(buffer.st_ino)
    size = Int(buffer.st_size)
    links = Int(buffer.st_nlink)
    permissions = buffer.st_mode & 0o777
  }

  /// Whether both are the same file, by whatever names.
  func isSame(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
