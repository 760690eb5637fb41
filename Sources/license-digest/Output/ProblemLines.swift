internal import Licensing
internal import Rendering

/// The problems of an input as lines of JSON, a piece at a time: there may be millions.
enum ProblemLines {
  /// Bytes that are handed on at once.
  private static let pieceSize = 1 << 16

  /// Writes a line a problem; the paths are those of the files that problems number.
  static func write(
    _ diagnostics: some Sequence<Diagnostic>, paths: [String],
    to write: ([UInt8]) throws(SystemError) -> Void
  ) throws(SystemError) {
    var json = JSONText()
    for diagnostic in diagnostics {
      json.problem(diagnostic, path: paths[Int(diagnostic.location.file)])
      guard json.bytes.count >= pieceSize else { continue }
      try write(json.bytes)
      json = JSONText()
    }
    try write(json.bytes)
  }
}
