/// The name, `.NAME.new-PROCESS`, under which the replacement of a file or folder is built.
///
/// It begins with a dot, so that it is neither read as an export nor collected as metrics.
struct TemporaryName: Hashable, Sendable {
  private let prefix: String

  /// For what will have this name.
  init(for name: String) { prefix = ".\(name).new-" }

  /// The name that this process gives.
  var own: String { "\(prefix)\(ThisProcess.number)" }

  /// Whether a process of this program gave a name; nobody's `.output.new-plan` is ours.
  func isOurs(_ name: String) -> Bool { process(of: name) != nil }

  /// Whether the process that gave a name is gone, so that nobody works on what has it.
  ///
  /// This process did not leave anything, but one of its number that is gone may have.
  func isLeftBehind(_ name: String) -> Bool {
    guard let digits = process(of: name) else { return false }
    return name == own || !(Int32(digits).map(ThisProcess.isRunning) ?? false)
  }

  /// The number of the process that gave a name, as it is written there.
  private func process(of name: String) -> Substring? {
    guard name.hasPrefix(prefix) else { return nil }
    let digits = name.dropFirst(prefix.count)
    return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) } ? digits : nil
  }
}
