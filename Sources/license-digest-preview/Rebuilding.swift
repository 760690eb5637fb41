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
  private let files: WatchedFiles
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
  /// It waits until nothing changed for a third of a second; a change while it builds leads to one
  /// more build.
  func watch() async throws {
    var built = files.stamps()
    await build()
    var last = built
    while true {
      try await Task.sleep(for: .milliseconds(300))
      let now = files.stamps()
      if now != built && now == last {
        built = now
        await build()
      }
      last = now
    }
  }

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
