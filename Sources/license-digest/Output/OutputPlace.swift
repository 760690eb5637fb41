/// Where a folder is published: its path, and whether what is there may be replaced.
struct OutputPlace: Sendable {
  /// What a run publishes, and so what it may replace.
  enum Content: Sendable {
    case run
    /// The shard of this number.
    case shard(Int)
  }

  /// As typed.
  let path: String
  /// The folder it lies in, absolute, without links.
  let parent: String
  let name: String
  private let inputs: [String]
  private let content: Content

  /// Absolute, without links.
  var realPath: String { parent == "/" ? "/" + name : "\(parent)/\(name)" }
  /// Of the file that whoever publishes here locks.
  var lockPath: String { parent == "/" ? "/.\(name).lock" : "\(parent)/.\(name).lock" }

  /// Where a path leads; fails where what is there is not ours to replace.
  init(
    _ path: String, inputs: [String], content: Content = .run
  ) throws(RunFailure) {
    self.path = path
    self.inputs = inputs
    self.content = content
    (parent, name) = try Self.folder(of: path)
    try check()
  }

  /// Ends a run whose output is not ours to replace.
  ///
  /// Asked at the beginning and just before the swap: someone may have put a folder of their own
  /// there while the run was reading.
  func check() throws(RunFailure) {
    guard let refusal else { return }
    throw RunFailure("output '\(path)' is not replaced: \(refusal)")
  }

  private static func folder(
    of path: String
  ) throws(RunFailure) -> (parent: String, name: String) {
    if let real = FileReading.realPath(path) { return split(real) }
    let trimmed = split(path)
    guard !trimmed.name.isEmpty, trimmed.name != ".", trimmed.name != "..",
      let parent = FileReading.realPath(trimmed.parent)
    else { throw RunFailure("output '\(path)' has no folder to lie in (make it first)") }
    return (parent, trimmed.name)
  }

  private static func split(_ path: String) -> (parent: String, name: String) {
    let names = path.split(separator: "/")
    let isAbsolute = path.hasPrefix("/")
    let parent = (isAbsolute ? "/" : "") + names.dropLast().joined(separator: "/")
    return (parent.isEmpty ? "." : parent, names.last.map(String.init) ?? "")
  }

  /// Why the folder is not ours to replace.
  private var refusal: String? {
    let path = realPath
    if path == "/" { return "it is the root folder" }
    if path == Environment.value(of: "HOME").flatMap(FileReading.realPath) {
      return "it is the home folder"
    }
    for input in inputs {
      if let refusal = Self.refusal(of: path, input: input) { return refusal }
    }
    guard let status = try? FileStatus(of: path, followingLinks: false) else { return nil }
    guard status.kind == .folder else { return "it is not a folder" }
    if let above = try? FileStatus(of: parent, followingLinks: true),
      above.device != status.device
    {
      return "it is a mount point"
    }
    guard let names = try? FileReading.names(in: path) else { return "it cannot be read" }
    return names.isEmpty ? nil : content.refusal(of: path)
  }

  private static func refusal(of path: String, input: String) -> String? {
    guard let real = FileReading.realPath(input) else { return nil }
    if real == path { return "it is the input '\(input)'" }
    if real.hasPrefix(path + "/") { return "the input '\(input)' lies in it" }
    let isFolder = (try? FileReading.names(in: real)) != nil
    return isFolder && path.hasPrefix(real == "/" ? "/" : real + "/")
      ? "it lies in the input '\(input)'" : nil
  }
}

extension OutputPlace.Content {
  /// Why a folder that holds something is not ours to replace.
  fileprivate func refusal(of path: String) -> String? {
    switch self {
    case .run:
      PreviousRun(in: path) == nil
        ? "it is not empty, and its run.json does not say it is ours" : nil
    case .shard(let number): ShardManifest.refusal(of: path, shard: number)
    }
  }
}
