internal import NIOCore
internal import Synchronization

/// Who may keep a connection open.
///
/// Any process on the machine can connect and send nothing, or ask without the token and not read the
/// answer. So there are three kinds of connection, and none can take the room of another:
///
///     silent      has not asked yet; the oldest is closed for the next
///     stranger    asked without the token: a few, for an answer of one line
///     holder      asked with the token
final class ConnectionLimit: Sendable {
  private struct State {
    var next = 0
    /// In the order in which they came.
    var silent: [(number: Int, channel: any Channel)] = []
    var strangers = 0
    var holders = 0
  }

  private let silent: Int
  private let strangers: Int
  private let holders: Int
  private let state = Mutex(State())

  init(silent: Int, strangers: Int, holders: Int) {
    (self.silent, self.strangers, self.holders) = (silent, strangers, holders)
  }

  /// Takes in a connection, for which the oldest silent one is closed where there are too many; its
  /// number.
  func enter(_ channel: any Channel) -> Int {
    let (number, oldest) = state.withLock { state -> (Int, (any Channel)?) in
      state.next += 1
      state.silent.append((state.next, channel))
      guard state.silent.count > silent else { return (state.next, nil) }
      return (state.next, state.silent.removeFirst().channel)
    }
    oldest?.close(promise: nil)
    return number
  }

  /// Whether the request of a connection may be answered now; it is silent no more.
  func ask(_ number: Int, isHolder: Bool) -> Bool {
    state.withLock { state in
      state.silent.removeAll { $0.number == number }
      if isHolder {
        guard state.holders < holders else { return false }
        state.holders += 1
      } else {
        guard state.strangers < strangers else { return false }
        state.strangers += 1
      }
      return true
    }
  }

  /// A connection that never asked has gone.
  func leave(_ number: Int) {
    state.withLock { state in state.silent.removeAll { $0.number == number } }
  }

  /// A request has its answer.
  func finish(isHolder: Bool) {
    state.withLock { state in
      if isHolder { state.holders -= 1 } else { state.strangers -= 1 }
    }
  }
}
