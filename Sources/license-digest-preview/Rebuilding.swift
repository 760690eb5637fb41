/// Builds the folder anew whenever what it is made of has changed.
actor Rebuilding {
  /// What the pages show of it.
  struct State: Encodable, Hashable, Sendable {
    /// Counts the builds that were published; a page of an older one reloads itself.
    var generation = 0
    var isBuilding = true
    /// What the last build said, when it published nothing.
    var failure: String?
  }

  private(set) var state = State()
  private let program: Program
  private let arguments: [String]
  private var files: WatchedFiles
  private let tell: @Sendable (String) -> Void

  /// What is said goes to `tell`, for the terminal.
  init(
    _ program: Program, arguments: [String], watching files: WatchedFiles,
    tell: @escaping @Sendable (String) -> Void
  ) {
    self.program = program
    self.arguments = arguments
    self.files = files
    self.tell = tell
  }

  /// Builds at once, and then after each change, until it is cancelled.
  ///
  /// A build begins when nothing has changed for 0.3 seconds, but at most five seconds after the
  /// first change; a change during a build leads to one more build. Between two looks it rests 150
  /// times as long as a look takes (0.3 to 30 seconds), so that watching many files stays cheap.
  func watch() async throws {
    let clock = ContinuousClock()
    var built = files.look()
    await build()
    var last = built
    var changing: ContinuousClock.Instant?
    var rest = Self.shortest
    while true {
      try await Task.sleep(for: changing == nil ? rest : Self.shortest)
      let start = clock.now
      let now = files.look()
      rest = min(max(Self.shortest, (clock.now - start) * 150), Self.longest)
      defer { last = now }
      guard now != built else {
        changing = nil
        continue
      }
      let since = changing ?? start
      changing = since
      guard now == last || clock.now - since > Self.patience else { continue }
      changing = nil
      built = now
      await build()
    }
  }

  private static let shortest = Duration.milliseconds(300)
  private static let longest = Duration.seconds(30)
  private static let patience = Duration.seconds(5)

  private func build() async {
    state.isBuilding = true
    defer { state.isBuilding = false }
    do throws(Program.Failure) {
      let result = try await program.run(arguments)
      tell(result.errors)
      guard result.code <= 1 else {
        state.failure = result.reason
        return
      }
      state.generation += 1
      state.failure = nil
      tell("Built (\(state.generation)).\n")
    } catch {
      tell("error: \(error.message)\n")
      state.failure = error.message
    }
  }
}
