/// The steps of publishing a folder, in order, then those of replacing one export;
/// `scripts/acceptance publishing` and `preferences` end a run at each of them.
enum PublishingStep: String, CaseIterable, Sendable {
  case locked, staged, writing, written, synced, swapped, recorded, removed
  case replacementWritten = "replacement-written"
  case replaced

  /// The environment variable that names the step at which a run is to end.
  static let variable = "LICENSE_DIGEST_KILL_AT"

  /// Ends the process by SIGKILL where the environment names this step.
  ///
  /// It is in the released program too, so that what is tested is what is installed. It opens
  /// nothing: whoever sets the environment of a process may kill it as well, and a killed run
  /// leaves the output whole, which is what this is there to prove.
  func reached() {
    if Environment.value(of: Self.variable) == rawValue { ThisProcess.kill() }
  }
}
