internal import Glibc

/// What a run finds where it runs: variables, terminals, its own program.
enum Environment {
  /// The value of an environment variable.
  static func value(of name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(2) == 1 }

  /// Where the running program lies; fails where `/proc` is not mounted.
  static func program() throws(RunFailure) -> String {
    guard let path = FileReading.realPath("/proc/self/exe") else {
      throw RunFailure("the program finds neither itself nor its arguments: /proc is not mounted")
    }
    return path
  }
}
