internal import Rendering

/// Where a publication puts its files, from several threads at once.
protocol FileSink: Sendable {
  /// Makes a folder; the one it lies in is there already.
  func makeFolder(_ path: String) throws(RunFailure)
  /// Takes a file whose folder is there.
  func write(_ file: OutputFile) throws(RunFailure)
}
