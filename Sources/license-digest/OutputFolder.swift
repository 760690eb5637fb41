internal import FoundationEssentials

/// The published folder: locked, built beside, and swapped in whole.
struct OutputFolder: Sendable {
  /// As typed.
  let path: String
  /// Absolute, without links.
  let realPath: String
  private let parentPath: String
  private let name: String
  private let parent: Int32
  private let lock: Int32

  /// Checks that the folder is ours to replace, and locks it until `unlock()`.
  init(_ path: String, inputs: [String], waitSeconds: Int = 0) throws(RunFailure) {
    self.path = path
    let place = try Self.place(of: path)
    (parentPath, name) = place
    realPath = parentPath == "/" ? "/" + name : "\(parentPath)/\(name)"
    if let reason = Self.refusal(of: realPath, parent: parentPath, inputs: inputs) {
      throw RunFailure("output '\(path)' is not replaced: \(reason)")
    }
    do throws(SystemError) {
      parent = try Publishing.openFolder(parentPath)
      lock = try Publishing.openLock("\(parentPath)/.\(name).lock")
      var tries = waitSeconds * 10
      while try !Publishing.tryLock(lock) {
        guard tries > 0 else { throw SystemError(number: 0) }
        tries -= 1
        Publishing.pause()
      }
    } catch {
      let reason = error.number == 0 ? "another run holds it" : error.text
      throw RunFailure("output '\(path)' cannot be locked: \(reason)")
    }
  }

  /// Lets the next run in.
  func unlock() {
    Publishing.close(lock)
    Publishing.close(parent)
  }

  /// What the run to be replaced says of itself; nil where there is none.
  var previousRun: (date: String, since: String, licenses: Int)? {
    guard let run = RunFile.read(in: realPath), let date = run.date, let since = run.since
    else { return nil }
    return (date, since, run.counts?.licenses ?? 0)
  }

  /// An empty folder beside the output; what killed runs left is removed.
  func stage() throws(RunFailure) -> StagedFolder {
    do throws(SystemError) {
      for left in try FileReading.names(in: parentPath) where left.hasPrefix(".\(name).new-") {
        try Publishing.removeTree("\(parentPath)/\(left)")
      }
      let stagedName = ".\(name).new-\(Publishing.processID)"
      try Publishing.makeFolder(stagedName, in: parent)
      let stagedPath = "\(parentPath)/\(stagedName)"
      let folder = try Publishing.openFolder(stagedPath)
      return StagedFolder(name: stagedName, path: stagedPath, folder: folder)
    } catch {
      throw RunFailure("output '\(path)' cannot be built beside: \(error.text)")
    }
  }

  /// Swaps the staged folder in by one atomic step, then removes the old one.
  ///
  /// Returns why the old one could not be removed; the next run tries again.
  @discardableResult func publish(_ staged: StagedFolder) throws(RunFailure) -> SystemError? {
    do throws(SystemError) {
      try Publishing.syncFileSystem(staged.folder)
      if (try? FileReading.status(of: realPath, followingLinks: false)) == nil {
        try Publishing.rename(staged.name, to: name, in: parent)
        try Publishing.sync(parent)
      } else {
        try Publishing.exchange(staged.name, name, in: parent)
        try Publishing.sync(parent)
      }
      Publishing.close(staged.folder)
    } catch {
      throw RunFailure("output '\(path)' cannot be published: \(error.text)")
    }
    do throws(SystemError) {
      try Publishing.removeTree(staged.path)
      return nil
    } catch {
      return error.number == SystemError.missing ? nil : error
    }
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
  private static func refusal(of path: String, parent: String, inputs: [String]) -> String? {
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
    if names.isEmpty || RunFile.read(in: path)?.generator == "license-digest" { return nil }
    return "it is not empty, and its run.json does not say it is ours"
  }
}

/// A folder being built: parallel writers may share it.
struct StagedFolder: Sendable {
  let name: String
  let path: String
  let folder: Int32

  /// Writes a file by its path below the folder; a private one is not readable by others (0640).
  func write(_ path: String, _ bytes: [UInt8], isPrivate: Bool) throws(RunFailure) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    precondition(
      names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." },
      "an output path stays below the output folder")
    do throws(SystemError) {
      for depth in 1..<max(names.count, 1) {
        try Publishing.makeFolder(names.prefix(depth).joined(separator: "/"), in: folder)
      }
      try Publishing.write(bytes, to: path, in: folder, mode: isPrivate ? 0o640 : 0o644)
    } catch {
      throw RunFailure("'\(path)' cannot be written: \(error.text)")
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
