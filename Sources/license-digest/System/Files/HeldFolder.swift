internal import Glibc

/// A folder that is read by the names in it; no link in it is followed.
///
/// Held open, so that what is read stays one folder's, whatever its path comes to name.
struct HeldFolder: Sendable {
  private let handle: Int32

  /// Opens a folder; links on the way to it are followed.
  init(_ path: String) throws(SystemError) {
    handle = try FileWriting.openFolder(path)
  }

  private init(_ name: String, in folder: Int32) throws(SystemError) {
    handle = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard handle >= 0 else { throw .last }
  }

  /// A folder in it.
  func folder(_ name: String) throws(SystemError) -> HeldFolder {
    try HeldFolder(name, in: handle)
  }

  /// The names in it, in no order.
  func names() throws(SystemError) -> [String] { try FileReading.names(in: handle) }

  /// The bytes of a regular file in it; one that is larger than allowed is refused as `EFBIG`.
  func bytes(of name: String, most: Int) throws(SystemError) -> [UInt8] {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW
    let file = unsafe openat(handle, name, flags)
    guard file >= 0 else { throw .last }
    defer { Glibc.close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: EINVAL) }
    guard status.st_size <= most else { throw SystemError(number: EFBIG) }
    let size = Int(status.st_size)
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
      while count < size {
        let read = unsafe Glibc.read(
          file, target.baseAddress?.advanced(by: count), size - count)
        if read == 0 { break }
        if read > 0 { count += read }
        if read < 0, errno != EINTR {
          failure = .last
          break
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Lets it go; call it once.
  func close() { Glibc.close(handle) }
}
