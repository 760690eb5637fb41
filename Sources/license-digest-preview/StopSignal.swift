internal import Glibc
internal import Synchronization

/// SIGINT, SIGTERM and SIGHUP, remembered so that the preview ends in order.
enum StopSignal {
  /// The signal that came last, or 0; all that the handler may touch.
  private static let received = Atomic<Int32>(0)

  /// From here on the signals only set a mark.
  static func hold() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { StopSignal.received.store($0, ordering: .relaxed) }
    }
    // A browser that has gone must not end the preview.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for one of them; its number.
  static func wait() async throws -> Int32 {
    while true {
      let number = received.load(ordering: .relaxed)
      if number != 0 { return number }
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}
