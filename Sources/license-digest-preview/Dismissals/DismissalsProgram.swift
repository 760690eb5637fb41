internal import Answers

/// Reads and writes dismissals by running `license-digest alerts`.
struct DismissalsProgram: Sendable {
  let program: Program
  /// What every run reads, and for which day.
  let arguments: [String]

  /// What is dismissed of an account, and what may be.
  func list(_ account: String) async throws(Program.Failure) -> AlertsAnswer {
    let result = try await run("list", account, [])
    guard result.code == 0 else { throw Program.Failure(message: result.reason) }
    return try program.answer(of: result)
  }

  /// Dismisses or restores, unless the file has another hash by now.
  func save(
    _ edit: DismissalEdit, of account: String, ifUnchanged hash: String
  ) async throws(Program.Failure) -> DismissingAnswer {
    let verb = edit.verb == .restore ? "restore" : "dismiss"
    var more = edit.arguments
    // Rows may be restored from another file than new ones go to.
    if edit.verb != .restore { more.append("--if-unchanged=\(hash)") }
    let result = try await run(verb, account, more)
    guard result.code == 0 || (result.code == 2 && !result.output.isEmpty) else {
      throw Program.Failure(message: result.reason)
    }
    return try program.answer(of: result)
  }

  private func run(
    _ verb: String, _ account: String, _ more: [String]
  ) async throws(Program.Failure) -> Program.Result {
    try await program.runForRequest(
      ["alerts", verb] + arguments + ["--account=\(account)", "--format=json"] + more)
  }
}
