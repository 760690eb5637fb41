internal import NIOCore
internal import Synchronization

/// Who may keep a connection open.
///
/// Any process on the machine can connect and send nothing. So silent connections have a limit of
/// their own, at which the oldest is closed. Requests being answered have another limit, so that
/// silent connections never lock out a browser that has the token.
final class ConnectionLimit: Sendable {
  private struct State {
    var next = 0
    /// In the order in which they came.
    var silent: [(number: Int, channel: any Channel)] = []
    var answered = 0
  }

  private let silentLimit: Int
  private let answeredLimit: Int
  private let state = Mutex(State())

  init(silent: Int, answered: Int) {
    silentLimit = silent
    answeredLimit = answered
  }

  /// Takes in a connection, for which the oldest silent one is closed where there are too many; its
  /// number.
  func enter(_ channel: any Channel) -> Int {
    let (number, oldest) = state.withLock { state -> (Int, (any Channel)?) in
      state.next += 1
      state.silent.append((state.next, channel))
      guard state.silent.count > silentLimit else { return (state.next, nil) }
      return (state.next, state.silent.removeFirst().channel)
    }
    oldest?.close(promise: nil)
    return number
  }

  /// Whether the request of a connection may be answered now; it is silent no more.
  func ask(_ number: Int) -> Bool {
    state.withLock { state in
      state.silent.removeAll { $0.number == number }
      guard state.answered < answeredLimit else { return false }
      state.answered += 1
      return true
    }
  }

  /// A connection that never asked has gone.
  func leave(_ number: Int) {
    state.withLock { state in state.silent.removeAll { $0.number == number } }
  }

  /// A request has its answer.
  func finish() { state.withLock { $0.answered -= 1 } }
}
