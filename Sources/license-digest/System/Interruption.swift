internal import Glibc
internal import Synchronization

/// SIGINT and SIGTERM, remembered so that the run ends between two steps.
enum Interruption {
  /// The signal that came last, or 0; all that the handler may touch.
  private static let received = Atomic<Int32>(0)

  /// From here on both signals only set a mark; one that the parent had ignored stays ignored.
  static func hold() {
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] where !isIgnored(number) {
      signal(number) { Interruption.received.store($0, ordering: .relaxed) }
    }
  }

  /// Throws when a signal came: exit 130 after SIGINT, 143 after SIGTERM.
  static func check() throws(RunFailure) {
    let number = received.load(ordering: .relaxed)
    guard number != 0 else { return }
    throw RunFailure("interrupted; nothing published", exitCode: 128 + number)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // Function pointers do not compare; SIG_IGN is the address 1.
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
