internal import Answers

/// Reads and writes preferences by running `license-digest preferences`.
struct PreferencesProgram: Sendable {
  let program: Program
  /// What every run reads, and for which day.
  let arguments: [String]

  /// What is stored for an account, and what follows.
  func show(_ account: String) async throws(Program.Failure) -> PreferencesAnswer {
    let result = try await run("show", ["--account=\(account)", "--format=json"])
    guard result.code == 0 else { throw Program.Failure(message: result.reason) }
    return try program.answer(of: result)
  }

  /// Saves an edit, or only says what saving it would do.
  func set(
    _ edit: PreferenceEdit, of account: String, isTrial: Bool
  ) async throws(Program.Failure) -> SavingAnswer {
    let trial = isTrial ? ["--dry-run"] : []
    let result = try await run(
      "set",
      ["--account=\(account)", "--format=json", "--if-unchanged=\(edit.sha256)"] + edit.arguments
        + trial)
    guard result.code == 0 || (result.code == 2 && !result.output.isEmpty) else {
      throw Program.Failure(message: result.reason)
    }
    return try program.answer(of: result)
  }

  /// The daily summary that would follow from an edit, as HTML: empty where none is sent, nil where
  /// the edit is refused.
  func summary(
    _ edit: PreferenceEdit, of account: String
  ) async throws(Program.Failure) -> [UInt8]? {
    let result = try await run(
      "set", ["--account=\(account)", "--dry-run", "--body=html"] + edit.arguments)
    return result.code == 0 ? result.output : nil
  }

  private func run(
    _ verb: String, _ more: [String]
  ) async throws(Program.Failure) -> Program.Result {
    try await program.runForRequest(["preferences", verb] + arguments + more)
  }
}
