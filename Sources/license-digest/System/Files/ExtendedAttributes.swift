internal import Glibc

/// The calls for a file's extended attributes, which Glibc's module does not import.
enum ExtendedAttributes {
  /// The name under which the system shows an access control list.
  static let accessList = "system.posix_acl_access"

  /// The names of an open file's attributes; none where its file system has no such thing.
  static func names(of file: Int32) throws(SystemError) -> [String] {
    typealias Call = @convention(c) (Int32, UnsafeMutableRawPointer?, Int) -> Int
    let call = unsafe unsafeBitCast(try symbol("flistxattr"), to: Call.self)
    let size = call(file, nil, 0)
    if size < 0 && errno == EOPNOTSUPP { return [] }
    guard size >= 0 else { throw .last }
    var bytes = [UInt8](repeating: 0, count: size)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe call(file, $0.baseAddress, size) }
    guard count >= 0 else { throw .last }
    return bytes.prefix(count).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of an attribute that the file has.
  static func value(of name: String, in file: Int32) throws(SystemError) -> [UInt8] {
    typealias Call =
      @convention(c) (Int32, UnsafePointer<CChar>, UnsafeMutableRawPointer?, Int) -> Int
    let call = unsafe unsafeBitCast(try symbol("fgetxattr"), to: Call.self)
    let size = unsafe call(file, name, nil, 0)
    guard size >= 0 else { throw .last }
    var bytes = [UInt8](repeating: 0, count: size)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe call(file, name, $0.baseAddress, size)
    }
    guard count >= 0 else { throw .last }
    return Array(bytes.prefix(count))
  }

  /// Gives a file an attribute, or a new value for it.
  static func set(_ name: String, to value: [UInt8], in file: Int32) throws(SystemError) {
    typealias Call =
      @convention(c) (Int32, UnsafePointer<CChar>, UnsafeRawPointer?, Int, Int32) -> Int32
    let call = unsafe unsafeBitCast(try symbol("fsetxattr"), to: Call.self)
    let result = unsafe value.withUnsafeBytes {
      unsafe call(file, name, $0.baseAddress, $0.count, 0)
    }
    guard result == 0 else { throw .last }
  }

  /// Takes an attribute away that the file has.
  static func remove(_ name: String, from file: Int32) throws(SystemError) {
    typealias Call = @convention(c) (Int32, UnsafePointer<CChar>) -> Int32
    let call = unsafe unsafeBitCast(try symbol("fremovexattr"), to: Call.self)
    guard unsafe call(file, name) == 0 else { throw .last }
  }

  private static func symbol(_ name: String) throws(SystemError) -> UnsafeMutableRawPointer {
    guard let symbol = unsafe dlsym(nil, name) else { throw SystemError(number: ENOSYS) }
    return unsafe symbol
  }
}
