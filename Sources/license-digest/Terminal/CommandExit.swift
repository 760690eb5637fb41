internal import ArgumentParser

/// How a subcommand ends: its exit code, or a failure with its reasons on standard error.
enum CommandExit {
  /// Runs a subcommand's work and leaves with its exit code.
  ///
  /// What fails leaves with the failure's own code, or 2, also where standard error cannot be
  /// written: 1 would say that the result is usable.
  static func of(_ format: LogFormat = .text, _ work: () throws -> Int32) throws {
    let code: Int32
    do {
      code = try work()
    } catch let failure as RunFailure {
      format.tell(failure)
      throw ExitCode(failure.exitCode)
    } catch {
      format.tell(RunFailure("\(error)"))
      throw ExitCode(2)
    }
    if code != 0 { throw ExitCode(code) }
  }
}
