internal import Crypto
internal import Glibc
internal import Licensing

/// What the system said when a call failed.
struct SystemError: Error, Hashable, Sendable {
  /// The `errno` of the call.
  let number: Int32

  /// The last call's failure.
  static var last: SystemError { SystemError(number: errno) }

  /// The number that says nothing stands there (`ENOENT`).
  static let missing = ENOENT

  /// The number that says something is no regular file (`EINVAL`, as opening one says).
  static let notAFile = EINVAL

  /// In the system's words: `Permission denied`.
  var text: String { unsafe String(cString: strerror(number)) }
}

/// What stands at a path, without its name.
struct FileStatus: Hashable, Sendable {
  enum Kind: Sendable { case file, folder, link, other }

  let kind: Kind
  let device: UInt64
  let inode: UInt64
  let size: Int
  /// Who may read, write and execute: the lower nine bits of the mode.
  let permissions: UInt32
}

/// The system calls that read: no file is mapped, and none is opened in a way that blocks.
enum FileReading {
  /// Bytes handed on at a time.
  static let pieceSize = 1 << 20

  /// What stands at the path; a link itself unless it is followed.
  static func status(of path: String, followingLinks: Bool) throws(SystemError) -> FileStatus {
    var buffer = stat()
    let result =
      followingLinks ? unsafe stat(path, &buffer) : unsafe lstat(path, &buffer)
    guard result == 0 else { throw .last }
    return status(buffer)
  }

  /// The bytes of a file as far as known; 0 where nothing can be said of it.
  static func size(of path: String) -> Int {
    (try? status(of: path, followingLinks: true).size) ?? 0
  }

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
      Glibc.close(own)
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

  /// The absolute path without links and dots; nil where nothing stands.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// A moment on a clock that only goes forward, to say how long a run took.
  static var moment: ContinuousClock.Instant { .now }

  /// Today in the machine's time zone: the only place that reads the time of day.
  static var today: CalendarDate {
    var seconds = time(nil)
    var parts = unsafe tm()
    unsafe localtime_r(&seconds, &parts)
    let (year, month) = unsafe (Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1)
    let day = unsafe Int(parts.tm_mday)
    guard let today = CalendarDate(year: year, month: month, day: day) else {
      preconditionFailure("the clock says a year before 1970 or after 9999")
    }
    return today
  }

  /// Gives freed memory of 128 KiB and more back at once, so that rows that were moved on and
  /// rows that come do not stand beside each other (231 MB against 1,000,000 rows, without).
  static func returnLargeMemory() {
    setAllocation(.largeMemory, 128 << 10)
    // What accounts need for a moment stays, else each gets pages of zeros.
    setAllocation(.trim, 8 << 20)
    // A thread's memory is opened whole, not by a system call for every page.
    setAllocation(.topPad, 64 << 20)
  }

  /// Keeps freed memory of up to 4 MiB for what comes next: page after page, each as large.
  static func keepLargeMemory() { setAllocation(.largeMemory, 4 << 20) }

  /// The parameters of `mallopt` that are set here.
  private enum Allocation: Int32 {
    case trim = -1
    case topPad = -2
    case largeMemory = -3
  }

  /// Calls `mallopt`, which Glibc's module does not import.
  private static func setAllocation(_ parameter: Allocation, _ bytes: Int32) {
    typealias Call = @convention(c) (Int32, Int32) -> Int32
    guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
    _ = unsafe unsafeBitCast(symbol, to: Call.self)(parameter.rawValue, bytes)
  }

  /// How many processors this process may use.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(2) == 1 }

  /// Whether this process may read what stands there.
  static func isReadable(_ path: String) -> Bool {
    unsafe access(path, R_OK) == 0
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Hands the bytes of a regular file on in pieces; anything else is refused as `EINVAL`.
  ///
  /// False where it was changed meanwhile: then its bytes may be neither the old nor the new ones.
  @discardableResult static func read(
    _ path: String, _ piece: (Span<UInt8>) throws -> Void
  ) throws -> Bool {
    var file = try OpenFile(path)
    defer { file.close() }
    var bytes = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = try file.read(into: &bytes, from: 0)
      if count == 0 { break }
      try piece(bytes.span.extracting(0..<count))
    }
    return try file.isUnchanged()
  }

  /// All bytes of a regular file.
  static func bytes(of path: String) throws -> [UInt8] {
    var all: [UInt8] = []
    try read(path) { piece in
      for index in piece.indices { all.append(piece[index]) }
    }
    return all
  }

  /// The same for a file that is not large, and whose failure has one kind.
  static func wholeFile(_ path: String) throws(SystemError) -> [UInt8] {
    var file = try OpenFile(path)
    defer { file.close() }
    var (all, bytes) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = try file.read(into: &bytes, from: 0)
      if count == 0 { return all }
      all += bytes[..<count]
    }
  }

  fileprivate static func status(_ buffer: stat) -> FileStatus {
    let kind: FileStatus.Kind =
      switch buffer.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return FileStatus(
      kind: kind, device: UInt64(buffer.st_dev), inode: UInt64(buffer.st_ino),
      size: Int(buffer.st_size), permissions: buffer.st_mode & 0o777)
  }
}

/// A regular file that is being read.
///
/// Reads what the file held when it was opened, so that one that grows comes to an end.
struct OpenFile: Sendable {
  private let handle: Int32
  private let before: Stamp
  private var rest: Int

  /// What changes when somebody writes to a file.
  private struct Stamp: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  /// Opens a regular file; anything else is refused as `EINVAL`.
  init(_ path: String) throws(SystemError) {
    handle = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard handle >= 0 else { throw .last }
    do throws(SystemError) {
      let buffer = try Self.status(handle)
      guard FileReading.status(buffer).kind == .file else { throw SystemError(number: EINVAL) }
      before = Self.stamp(buffer)
      // Files of /proc say that they hold nothing.
      rest = before.size > 0 ? before.size : Int.max
    } catch {
      Glibc.close(handle)
      throw error
    }
  }

  /// Reads at most a piece into the bytes from `start` on; 0 at the end of the file.
  mutating func read(into bytes: inout [UInt8], from start: Int) throws(SystemError) -> Int {
    let most = min(FileReading.pieceSize, rest, bytes.count - start)
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { target in
        unsafe Glibc.read(handle, target.baseAddress?.advanced(by: start), most)
      }
      if count >= 0 {
        rest -= count
        return count
      }
      guard errno == EINTR else { throw .last }
    }
  }

  /// Whether nobody has written to the file since it was opened.
  func isUnchanged() throws(SystemError) -> Bool {
    try Self.stamp(Self.status(handle)) == before
  }

  /// Ends reading; call it once.
  func close() { Glibc.close(handle) }

  private static func status(_ handle: Int32) throws(SystemError) -> stat {
    var buffer = stat()
    guard unsafe fstat(handle, &buffer) == 0 else { throw .last }
    return buffer
  }

  private static func stamp(_ buffer: stat) -> Stamp {
    Stamp(
      size: Int(buffer.st_size), seconds: buffer.st_mtim.tv_sec,
      nanoseconds: buffer.st_mtim.tv_nsec)
  }
}

extension SHA256 {
  /// Hashes a piece that was just read, without copying it.
  mutating func update(_ piece: Span<UInt8>) {
    unsafe piece.withUnsafeBytes { unsafe update(bufferPointer: $0) }
  }
}
