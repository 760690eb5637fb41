/// Why a run ends without publishing: one sentence for standard error, and the exit code.
struct RunFailure: Error, Hashable, Sendable {
  let message: String
  /// 2: nothing published; 64: wrong usage; 130 and 143: interrupted.
  let exitCode: Int32

  init(_ message: String, exitCode: Int32 = 2) {
    self.message = message
    self.exitCode = exitCode
  }
}
