internal import Rendering

/// Where a publication puts its files, from several threads at once.
protocol FileSink: Sendable {
  /// Makes a folder; the one it lies in is there already.
  func makeFolder(_ path: String) throws(RunFailure)
  /// Takes a file whose folder is there.
  func write(_ file: OutputFile) throws(RunFailure)
  /// Takes a file that `content` hands over piece by piece, since it may be large.
  func write(
    _ path: String, isPrivate: Bool,
    content: (_ write: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(RunFailure)
}

extension FileSink {
  /// Collects the pieces, where a sink has no better way.
  func write(
    _ path: String, isPrivate: Bool,
    content: (_ write: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(RunFailure) {
    var bytes: [UInt8] = []
    do throws(SystemError) {
      try content { bytes += $0 }
    } catch {
      throw RunFailure("'\(path)' cannot be written: \(error.text)")
    }
    try write(OutputFile(path: path, bytes: bytes, isPrivate: isPrivate))
  }
}
