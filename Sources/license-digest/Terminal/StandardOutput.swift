/// Where a subcommand's answer goes.
enum StandardOutput {
  /// Writes a text; a disk or pipe that does not take it ends the run.
  static func write(_ text: String) throws(RunFailure) { try write(Array(text.utf8)) }

  /// Writes bytes; a disk or pipe that does not take them ends the run.
  static func write(_ bytes: [UInt8]) throws(RunFailure) {
    do throws(SystemError) {
      try FileWriting.write(bytes, to: 1)
    } catch {
      if error == .closedPipe { ThisProcess.endAtClosedPipe() }
      throw RunFailure("standard output cannot be written: \(error.text)")
    }
  }
}
