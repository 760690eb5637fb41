internal import Glibc

/// The system calls that read: no file is mapped, and none is opened in a way that blocks.
enum FileReading {
  /// Bytes handed on at a time.
  static let pieceSize = 1 << 20

  /// The bytes of a file as far as known; 0 where nothing can be said of it.
  static func size(of path: String) -> Int {
    (try? FileStatus(of: path, followingLinks: true).size) ?? 0
  }

  /// All bytes of a regular file; anything else is refused, and one larger than the limit too.
  static func bytes(of path: String, limit: Int = .max) throws(SystemError) -> [UInt8] {
    var file = try OpenFile(path)
    defer { file.close() }
    guard file.size <= limit else { throw SystemError(number: EFBIG) }
    return try file.readAll()
  }

  /// In bytes, for what a person writes: configuration, wording, templates, pictures.
  static let handwritten = 16 << 20

  /// The names in a folder, `.` and `..` left out, in no order.
  static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw .last }
    return try unsafe names(folder)
  }

  /// The names in an open folder, `.` and `..` left out, in no order.
  static func names(in folder: Int32) throws(SystemError) -> [String] {
    let own = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw .last }
    guard let folder = unsafe fdopendir(own) else {
      let error = SystemError.last
      close(own)
      throw error
    }
    return try unsafe names(folder)
  }

  private static func names(_ folder: OpaquePointer) throws(SystemError) -> [String] {
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
      let name = unsafe String(cString: start.assumingMemoryBound(to: CChar.self))
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .last }
    return names
  }

  /// The absolute path without links and dots; nil where nothing has it.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Whether this process may read what the path leads to.
  static func isReadable(_ path: String) -> Bool {
    unsafe access(path, R_OK) == 0
  }
}
