internal import Answers

/// The dismissals of accounts as of a build, so that looking at a page again runs no program.
actor DismissalLists {
  private var generation = -1
  private var lists: [String: AlertsAnswer] = [:]

  /// What is dismissed of an account; nil where it cannot be told now.
  func list(
    of account: String, generation: Int, _ program: DismissalsProgram
  ) async -> AlertsAnswer? {
    if generation != self.generation {
      lists = [:]
      self.generation = generation
    }
    if let known = lists[account] { return known }
    do throws(Program.Failure) {
      let list = try await program.list(account)
      if generation == self.generation { lists[account] = list }
      return list
    } catch {
      // The page says by itself what the last build said.
      return nil
    }
  }

  /// Forgets an account whose dismissals were changed.
  func forget(_ account: String) { lists[account] = nil }
}
