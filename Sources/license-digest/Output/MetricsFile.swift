internal import Licensing
internal import Rendering

/// The file of `--metrics`: replaced whole, so that a collector never reads half of it.
struct MetricsFile {
  private let path: String
  private let folder: String
  private let name: String

  /// Checks before the run that the file has a folder to stand in, and that it is not the output's.
  init(_ path: String, output: OutputFolder) throws(RunFailure) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let above = names.dropLast().joined(separator: "/")
    let written = names.count == 1 ? "." : above.isEmpty ? "/" : above
    guard let name = names.last.map(String.init), !["", ".", ".."].contains(name),
      let folder = FileReading.realPath(written)
    else { throw RunFailure("metrics '\(path)' have no folder to stand in (make it first)") }
    guard !(folder + "/").hasPrefix(output.realPath + "/") else {
      throw RunFailure("metrics '\(path)' lie in the output, which is replaced whole")
    }
    (self.path, self.folder, self.name) = (path, folder, name)
  }

  /// Puts a published run's metrics in place of the file.
  ///
  /// The folder is published by now, so that what fails here is told and changes no exit code.
  func write(
    _ manifest: RunManifest, nextExpiry: CalendarDate?, since begin: ContinuousClock.Instant,
    _ format: LogFormat
  ) {
    let metrics = RunMetrics(
      manifest, nextExpiry: nextExpiry, duration: FileReading.moment - begin)
    do throws(RunFailure) {
      try write(metrics.text)
    } catch {
      Failing.warn(error.message, format)
    }
  }

  /// Puts the text in place of the file.
  func write(_ text: String) throws(RunFailure) {
    do throws(SystemError) {
      try Publishing.replace(name, in: folder, with: Array(text.utf8))
    } catch {
      throw RunFailure("metrics '\(path)' cannot be written: \(error.text)")
    }
  }
}
