/// What is remembered of an account, or a virtual account, that lost over half of its licenses.
///
/// It lasts until more than half are back, for seven runs at most:
///
///     licenses   9    2    2    5
///     told            yes  yes  no
package struct LossMemory: Hashable, Sendable {
  /// The runs for which a loss is told.
  package static let mostRuns = 7

  /// A loss that is being told.
  package struct State: Hashable, Sendable {
    /// How many licenses there were before it.
    package var before: Int
    /// For how many runs it has been told, 1 on the first.
    package var runs: Int

    /// A loss of these figures.
    package init(before: Int, runs: Int) {
      self.before = before
      self.runs = runs
    }

    /// The loss a run tells, where the run before had a number of licenses and perhaps a loss.
    static func next(after state: State?, base: Int, now: Int) -> State? {
      if let state {
        guard now * 2 <= state.before, state.runs < mostRuns else { return nil }
        return State(before: state.before, runs: state.runs + 1)
      }
      return now * 2 < base ? State(before: base, runs: 1) : nil
    }
  }

  /// Of the whole account.
  package var account: State?
  /// By the names of virtual accounts.
  package var virtualAccounts: [[UInt8]: State]

  /// Nothing lost, or these.
  package init(account: State? = nil, virtualAccounts: [[UInt8]: State] = [:]) {
    self.account = account
    self.virtualAccounts = virtualAccounts
  }

  /// Whether nothing is remembered.
  package var isEmpty: Bool { account == nil && virtualAccounts.isEmpty }
}

/// How many licenses a reader's scope had, and has.
package struct Loss: Codable, Hashable, Sendable {
  /// Before over half of them were lost.
  package let before: Int
  /// On the report date.
  package let now: Int

  /// A loss of these figures.
  package init(before: Int, now: Int) {
    self.before = before
    self.now = now
  }
}
