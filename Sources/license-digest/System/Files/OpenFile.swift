internal import Crypto
internal import Glibc
internal import Rendering

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

  /// Opens a regular file, through a link too where it is followed; anything else is refused as
  /// `EINVAL`.
  init(_ path: String, followingLinks: Bool = true) throws(SystemError) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    handle = unsafe open(path, followingLinks ? flags : flags | O_NOFOLLOW)
    guard handle >= 0 else { throw .last }
    do throws(SystemError) {
      let buffer = try Self.status(handle)
      guard FileStatus(buffer).kind == .file else { throw .notAFile }
      before = Self.stamp(buffer)
      // Files of /proc say that they hold nothing.
      rest = before.size > 0 ? before.size : Int.max
    } catch {
      Glibc.close(handle)
      throw error
    }
  }

  /// In bytes, when it was opened; files of /proc say 0.
  var size: Int { before.size }

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

  /// All bytes that are left.
  mutating func readAll() throws(SystemError) -> [UInt8] {
    var (all, piece) = ([UInt8](), [UInt8](repeating: 0, count: min(rest, 1 << 16)))
    while true {
      let count = try read(into: &piece, from: 0)
      if count == 0 { return all }
      all += piece[..<count]
    }
  }

  /// The SHA-256 of all bytes that are left, in hexadecimal digits.
  mutating func hash() throws(SystemError) -> String {
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: min(rest, FileReading.pieceSize))
    while true {
      let count = try read(into: &piece, from: 0)
      if count == 0 { return hash.finalize().hexadecimal }
      hash.update(piece.span.extracting(0..<count))
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

extension SHA256Digest {
  /// In hexadecimal digits, as manifests write it.
  var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * Self.byteCount)
    for byte in self { text.append(hexadecimal: byte) }
    return String(decoding: text, as: UTF8.self)
  }
}

extension SHA256 {
  /// Hashes a piece that was just read, without copying it.
  mutating func update(_ piece: Span<UInt8>) {
    unsafe piece.withUnsafeBytes { unsafe update(bufferPointer: $0) }
  }
}
