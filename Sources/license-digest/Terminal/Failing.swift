internal import ArgumentParser

/// How a subcommand ends: its exit code, or a failure told in one sentence on standard error.
enum Failing {
  /// Runs a subcommand's work and leaves with its exit code.
  ///
  /// What fails leaves with the failure's own code, or 2, also where standard error cannot be
  /// written: 1 would say that the result is usable.
  static func exit(_ format: LogFormat = .text, _ work: () throws -> Int32) throws {
    Publishing.openStandardFiles()
    let code: Int32
    do {
      code = try work()
    } catch let failure as RunFailure {
      tell(format, "error", failure.message)
      throw ExitCode(failure.exitCode)
    } catch {
      tell(format, "error", "\(error)")
      throw ExitCode(2)
    }
    if code != 0 { throw ExitCode(code) }
  }

  /// Tells what went wrong after the result was published.
  static func warn(_ sentence: String, _ format: LogFormat) {
    tell(format, "warning", sentence)
  }

  private static func tell(_ format: LogFormat, _ severity: String, _ sentence: String) {
    do throws(SystemError) {
      try Publishing.write(format.line(severity: severity, sentence), to: 2)
    } catch {
      // There is no other place to tell it; the exit code says the rest.
      return
    }
  }
}
