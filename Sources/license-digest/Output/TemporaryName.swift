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
  func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let number = name.utf8.dropFirst(prefix.utf8.count)
    return !number.isEmpty && number.allSatisfy { (48...57).contains($0) }
  }
}
