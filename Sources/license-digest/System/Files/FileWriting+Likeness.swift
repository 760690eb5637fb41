internal import Glibc

extension FileWriting {
  /// Makes a new file of these bytes that everybody may read, write and label as another, and
  /// writes it to its disk.
  ///
  /// Owner, group, mode, access control list and extended attributes are the other's. Where one
  /// of them cannot be kept it fails: who could read the file must not lose it.
  static func write(
    _ bytes: [UInt8], to path: String, in folder: Int32, like other: Int32
  ) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(folder, path, flags, 0o600)
    guard file >= 0 else { throw .last }
    do throws(SystemError) {
      try copyOwner(of: other, to: file)
      try copyAttributes(of: other, to: file)
      try write(bytes, to: file)
      guard fsync(file) == 0 else { throw .last }
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw .last }
  }

  private static func copyOwner(of other: Int32, to file: Int32) throws(SystemError) {
    var (old, new) = (stat(), stat())
    guard unsafe fstat(other, &old) == 0, unsafe fstat(file, &new) == 0 else { throw .last }
    if new.st_uid != old.st_uid || new.st_gid != old.st_gid {
      guard fchown(file, old.st_uid, old.st_gid) == 0 else { throw .last }
    }
    // After the owner, whose change takes special bits away.
    guard fchmod(file, old.st_mode & 0o7777) == 0 else { throw .last }
  }

  /// After the mode, which an access control list decides with.
  private static func copyAttributes(of other: Int32, to file: Int32) throws(SystemError) {
    let names = try ExtendedAttributes.names(of: other)
    // The folder's default list may have given the new file one that the old has not.
    let list = ExtendedAttributes.accessList
    if !names.contains(list), try ExtendedAttributes.names(of: file).contains(list) {
      try ExtendedAttributes.remove(list, from: file)
    }
    for name in names {
      let value = try ExtendedAttributes.value(of: name, in: other)
      // A label that the system gave by itself may be one that nobody may give.
      if let own = try? ExtendedAttributes.value(of: name, in: file), own == value { continue }
      try ExtendedAttributes.set(name, to: value, in: file)
    }
  }
}
