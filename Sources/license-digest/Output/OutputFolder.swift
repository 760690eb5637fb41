internal import FoundationEssentials
internal import Licensing

/// The published folder: locked, built beside, and swapped in whole.
struct OutputFolder: Sendable {
  /// As typed.
  let path: String
  /// Absolute, without links.
  let realPath: String
  private let parentPath: String
  private let name: String
  private let inputs: [String]
  private let content: Content
  private let parent: Int32
  private let lock: Int32

  /// What a run publishes, and so what it may replace.
  enum Content: Sendable {
    case run
    case shard(Shard)
  }

  /// Checks that the folder is ours to replace, and locks it until `unlock()`.
  init(
    _ path: String, inputs: [String], waitSeconds: Int = 0, content: Content = .run
  ) throws(RunFailure) {
    self.path = path
    self.content = content
    self.inputs = inputs
    let place = try Self.place(of: path)
    (parentPath, name) = place
    realPath = parentPath == "/" ? "/" + name : "\(parentPath)/\(name)"
    if let reason = Self.refusal(of: realPath, parent: parentPath, inputs, content) {
      throw RunFailure("output '\(path)' is not replaced: \(reason)")
    }
    do throws(SystemError) {
      parent = try Publishing.openFolder(parentPath)
      lock = try Publishing.openLock("\(parentPath)/.\(name).lock")
    } catch {
      throw RunFailure("output '\(path)' cannot be locked: \(error.text)")
    }
    do throws(RunFailure) {
      try takeLock(waitSeconds: waitSeconds)
    } catch {
      unlock()
      throw error
    }
    PublishingStep.locked.reached()
  }

  /// Lets the next run in.
  func unlock() {
    Publishing.close(lock)
    Publishing.close(parent)
  }

  /// What the run to be replaced says of itself; nil where there is none.
  var previousRun: (date: String, since: String, licenses: Int)? { Self.previousRun(in: realPath) }

  /// What the run published in a folder says of itself; nil where there is none.
  static func previousRun(in path: String) -> (date: String, since: String, licenses: Int)? {
    guard let run = RunFile.read(in: path), let date = run.date, let since = run.since
    else { return nil }
    return (date, since, run.counts?.licenses ?? 0)
  }

  /// An empty folder beside the output; what killed runs left is removed.
  func stage() throws(RunFailure) -> StagedFolder {
    do throws(SystemError) {
      let leftBehind = try removeLeftovers()
      let stagedName = "\(stagedPrefix)\(Publishing.processID)"
      let folder = try Publishing.makeNewFolder(stagedName, in: parent)
      PublishingStep.staged.reached()
      return try StagedFolder(
        stagedName, path: "\(parentPath)/\(stagedName)", folder: folder, leftBehind: leftBehind)
    } catch {
      throw RunFailure("output '\(path)' cannot be built beside: \(error.text)")
    }
  }

  /// Builds a folder beside the output; nothing stays where that fails.
  func stage(
    _ write: (StagedFolder) throws(RunFailure) -> Void
  ) throws(RunFailure) -> StagedFolder {
    let staged = try stage()
    do throws(RunFailure) {
      try write(staged)
      try Interruption.check()
    } catch {
      try discard(staged)
      throw error
    }
    return staged
  }

  /// Ends a run that read under half the licenses of the one it replaces: an export that lost so
  /// many is more likely broken than true.
  func guardAgainstShrinking(to now: Int) throws(RunFailure) {
    let before = previousRun?.licenses ?? 0
    guard now * 2 < before else { return }
    throw RunFailure(
      "\(now) licenses were read, the run to be replaced had \(before); nothing is published "
        + "(--accept-shrunk publishes all the same)")
  }

  /// Swaps the staged folder in by one atomic step, then removes the old one.
  ///
  /// Returns what went wrong after that step, a sentence each: the folder is published all the
  /// same. Where it fails before, what was staged is removed and the old folder stands.
  @discardableResult func publish(
    _ staged: StagedFolder, workers: Workers = .one
  ) throws(RunFailure) -> [String] {
    PublishingStep.written.reached()
    do throws(RunFailure) {
      try swapIn(staged)
    } catch {
      try discard(staged)
      throw error
    }
    return finish(staged, workers)
  }

  /// Removes what was staged; the published folder stays as it is.
  func discard(_ staged: StagedFolder) throws(RunFailure) {
    Publishing.close(staged.folder)
    do throws(SystemError) {
      try Publishing.removeTree(staged.path)
    } catch {
      throw RunFailure("'\(staged.path)' cannot be removed: \(error.text)")
    }
  }

  private func takeLock(waitSeconds: Int) throws(RunFailure) {
    var tenths = 0
    while try !tryLock() {
      guard tenths / 10 < waitSeconds else {
        throw RunFailure(
          "output '\(path)' cannot be locked: another run or a reader holds it "
            + "(--wait SECONDS waits)")
      }
      try Interruption.check()
      Publishing.pause()
      tenths += 1
    }
  }

  private func tryLock() throws(RunFailure) -> Bool {
    do throws(SystemError) {
      return try Publishing.tryLock(lock)
    } catch {
      throw RunFailure("output '\(path)' cannot be locked: \(error.text)")
    }
  }

  /// Removes what killed runs left; returns what could not be removed, and why.
  private func removeLeftovers() throws(SystemError) -> [String] {
    var leftBehind: [String] = []
    for left in try FileReading.names(in: parentPath).sorted() where isStagedName(left) {
      do throws(SystemError) {
        try Publishing.removeTree("\(parentPath)/\(left)")
      } catch {
        leftBehind.append("'\(parentPath)/\(left)' cannot be removed: \(error.text)")
      }
    }
    return leftBehind
  }

  private var stagedPrefix: String { ".\(name).new-" }

  /// Only names this program gives, so that nobody's `.output.new-plan` is removed.
  private func isStagedName(_ name: String) -> Bool {
    guard name.hasPrefix(stagedPrefix) else { return false }
    let number = name.utf8.dropFirst(stagedPrefix.utf8.count)
    return !number.isEmpty && number.allSatisfy { (48...57).contains($0) }
  }

  /// All that may fail, then the one step that does it.
  private func swapIn(_ staged: StagedFolder) throws(RunFailure) {
    do throws(SystemError) {
      try Publishing.syncFileSystem(staged.folder)
    } catch {
      throw RunFailure("output '\(path)' cannot be written to its disk: \(error.text)")
    }
    PublishingStep.synced.reached()
    try Interruption.check()
    // Someone may have put a folder of their own there while the run was reading.
    if let reason = Self.refusal(of: realPath, parent: parentPath, inputs, content) {
      throw RunFailure("output '\(path)' is not replaced: \(reason)")
    }
    do throws(SystemError) {
      if FileReading.realPath(realPath) == nil {
        try Publishing.rename(staged.name, to: name, in: parent)
      } else {
        try Publishing.exchange(staged.name, name, in: parent)
      }
    } catch {
      throw RunFailure("output '\(path)' cannot be published: \(error.swapText)")
    }
    PublishingStep.swapped.reached()
  }

  /// What follows the swap; the staged name is the old folder's now.
  private func finish(_ staged: StagedFolder, _ workers: Workers) -> [String] {
    var problems = staged.leftBehind
    Publishing.close(staged.folder)
    do throws(SystemError) {
      try Publishing.sync(parent)
    } catch {
      problems.append("'\(parentPath)' cannot be written to its disk: \(error.text)")
    }
    PublishingStep.recorded.reached()
    workers.removeFolders(below: staged.path + "/accounts")
    do throws(SystemError) {
      try Publishing.removeTree(staged.path)
    } catch {
      if error.number != SystemError.missing {
        problems.append("the replaced folder '\(staged.path)' cannot be removed: \(error.text)")
      }
    }
    PublishingStep.removed.reached()
    return problems
  }

  private static func place(of path: String) throws(RunFailure) -> (parent: String, name: String) {
    if let real = FileReading.realPath(path) { return split(real) }
    let trimmed = split(path)
    guard !trimmed.name.isEmpty, trimmed.name != ".", trimmed.name != "..",
      let parent = FileReading.realPath(trimmed.parent)
    else { throw RunFailure("output '\(path)' has no folder to stand in (make it first)") }
    return (parent, trimmed.name)
  }

  private static func split(_ path: String) -> (parent: String, name: String) {
    let names = path.split(separator: "/")
    let isAbsolute = path.hasPrefix("/")
    let parent = (isAbsolute ? "/" : "") + names.dropLast().joined(separator: "/")
    return (parent.isEmpty ? "." : parent, names.last.map(String.init) ?? "")
  }

  /// Why the folder is not ours to replace.
  private static func refusal(
    of path: String, parent: String, _ inputs: [String], _ content: Content
  ) -> String? {
    if path == "/" { return "it is the root folder" }
    if path == FileReading.environment("HOME").flatMap(FileReading.realPath) {
      return "it is the home folder"
    }
    for input in inputs {
      guard let real = FileReading.realPath(input) else { continue }
      if real == path { return "it is the input '\(input)'" }
      if real.hasPrefix(path + "/") { return "the input '\(input)' lies in it" }
      let isFolder = (try? FileReading.names(in: real)) != nil
      if isFolder && path.hasPrefix(real == "/" ? "/" : real + "/") {
        return "it lies in the input '\(input)'"
      }
    }
    guard let status = try? FileReading.status(of: path, followingLinks: false) else { return nil }
    guard status.kind == .folder else { return "it is not a folder" }
    if let above = try? FileReading.status(of: parent, followingLinks: true),
      above.device != status.device
    {
      return "it is a mount point"
    }
    guard let names = try? FileReading.names(in: path) else { return "it cannot be read" }
    return names.isEmpty ? nil : content.refusal(of: path)
  }
}

extension OutputFolder.Content {
  /// Why a folder that holds something is not ours to replace.
  fileprivate func refusal(of path: String) -> String? {
    switch self {
    case .run:
      if RunFile.read(in: path)?.generator == "license-digest" { return nil }
      return "it is not empty, and its run.json does not say it is ours"
    case .shard(let shard):
      guard let other = ShardManifest.read(in: path)?.manifest.shard else {
        return "it is not empty, and its \(ShardManifest.name) does not say it is a shard of ours"
      }
      return other == shard.number ? nil : "it holds shard \(other) (give each shard its own)"
    }
  }
}

/// What `run.json` says, as far as the next run needs it.
private struct RunFile: Decodable {
  struct Counts: Decodable { var licenses: Int? }

  var generator: String?
  var date: String?
  var since: String?
  var counts: Counts?

  /// nil where there is none, or none that can be read: then the folder is not ours.
  static func read(in folder: String) -> RunFile? {
    guard let bytes = try? FileReading.bytes(of: folder + "/run.json") else { return nil }
    return try? JSONDecoder().decode(RunFile.self, from: Data(bytes))
  }
}
