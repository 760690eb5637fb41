internal import ArgumentParser

/// How a subcommand ends: its exit code, or a failure told in one sentence on standard error.
enum Failing {
  /// Runs a subcommand's work and leaves with its exit code.
  static func exit(_ work: () throws -> Int32) throws {
    let code: Int32
    do {
      code = try work()
    } catch let failure as RunFailure {
      try Publishing.write(Array("license-digest: error: \(failure.message)\n".utf8), to: 2)
      code = failure.exitCode
    }
    if code != 0 { throw ExitCode(code) }
  }
}
