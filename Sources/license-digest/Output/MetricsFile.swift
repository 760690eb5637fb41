internal import Licensing
internal import Rendering

/// The file of `--metrics`: replaced whole, so that a collector never reads half of it.
struct MetricsFile {
  private let path: String
  private let file: FileReplacement

  /// Checks before the run that the file can be made, and that what it replaces is an older one.
  init(_ path: String, output: OutputPlace) throws(RunFailure) {
    self.path = path
    guard let file = FileReplacement(path) else {
      throw RunFailure("metrics '\(path)' have no folder to lie in (make it first)")
    }
    self.file = file
    guard !(file.folderPath + "/").hasPrefix(output.realPath + "/") else {
      throw RunFailure("metrics '\(path)' lie in the output, which is replaced whole")
    }
    try checkReplaceable()
  }

  /// Puts a published run's metrics in place of the file.
  ///
  /// The folder is published by now, so that what fails here is a warning and changes no exit code.
  func write(
    _ manifest: RunManifest, memory: RunMetrics.Memory, nextExpiry: CalendarDate?,
    since begin: ContinuousClock.Instant,
    _ format: LogFormat
  ) {
    let metrics = RunMetrics(
      manifest, memory: memory, nextExpiry: nextExpiry, duration: Clock.moment - begin)
    do throws(RunFailure) {
      try write(metrics.text)
    } catch {
      format.warn(error.message)
    }
  }

  /// Puts the text in place of the file.
  func write(_ text: String) throws(RunFailure) {
    try checkReplaceable()
    let problem: SystemError?
    do throws(SystemError) {
      problem = try file.replace(with: Array(text.utf8), access: .mode(0o644))
    } catch {
      problem = error
    }
    if let problem { throw RunFailure("metrics '\(path)' cannot be written: \(problem.text)") }
  }

  /// Ends a run that would take the place of a file it did not write, an export perhaps.
  private func checkReplaceable() throws(RunFailure) {
    guard let status = try? FileStatus(of: file.path, followingLinks: false) else { return }
    let begin = Array(RunMetrics.firstWords.utf8)
    var bytes = Array(repeating: UInt8(0), count: begin.count)
    var count = 0
    if status.kind == .file {
      do throws(SystemError) {
        var opened = try OpenFile(file.path, followingLinks: false)
        defer { opened.close() }
        count = try opened.read(into: &bytes, from: 0)
      } catch {
        throw RunFailure("metrics '\(path)' cannot be read: \(error.text)")
      }
    }
    guard count == begin.count, bytes == begin else {
      throw RunFailure(
        "metrics '\(path)' are not written: the file there holds something else (remove it first)")
    }
  }
}
