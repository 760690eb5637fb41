/// The published folder: locked, built beside, and swapped in whole.
struct OutputFolder: Sendable {
  let place: OutputPlace
  /// What the run to be replaced says of itself; nil where there is none.
  let previousRun: PreviousRun?
  private let parent: Int32
  private let lock: Int32

  private var temporary: TemporaryName { TemporaryName(for: place.name) }

  /// Locks a folder that is ours to replace until `unlock()`.
  init(_ place: OutputPlace, waitSeconds: Int = 0) throws(RunFailure) {
    self.place = place
    let parent: Int32
    do throws(SystemError) {
      parent = try FileWriting.openFolder(place.parent)
    } catch {
      throw place.cannotBeLocked(error)
    }
    do throws(RunFailure) {
      lock = try place.lock(waitSeconds: waitSeconds)
    } catch {
      FileWriting.close(parent)
      throw error
    }
    self.parent = parent
    previousRun = PreviousRun(in: place.realPath)
    PublishingStep.locked.reached()
  }

  /// Lets the next run in.
  func unlock() {
    FileWriting.close(lock)
    FileWriting.close(parent)
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
      throw discard(staged, after: error)
    }
    return staged
  }

  /// Swaps the staged folder in by one atomic step, then removes the old one.
  ///
  /// Returns what went wrong after the swap, one sentence each; the folder is published all the
  /// same. When it throws, nothing was swapped: the staged folder is removed and the old one stays.
  @discardableResult func publish(
    _ staged: StagedFolder, workers: Workers = .one
  ) throws(RunFailure) -> [String] {
    PublishingStep.written.reached()
    do throws(RunFailure) {
      try swapIn(staged)
    } catch {
      throw discard(staged, after: error)
    }
    return finish(staged, workers)
  }

  /// An empty folder beside the output; what killed runs left is removed.
  private func stage() throws(RunFailure) -> StagedFolder {
    do throws(SystemError) {
      let leftBehind = try removeLeftovers()
      let folder = try FileWriting.makeNewFolder(temporary.own, in: parent)
      PublishingStep.staged.reached()
      return try StagedFolder(
        temporary.own, path: "\(place.parent)/\(temporary.own)", folder: folder,
        leftBehind: leftBehind)
    } catch {
      throw RunFailure("output '\(place.path)' cannot be built beside: \(error.text)")
    }
  }

  /// Removes what was staged; the failure that led to it comes first, whatever follows.
  private func discard(_ staged: StagedFolder, after failure: RunFailure) -> RunFailure {
    FileWriting.close(staged.folder)
    do throws(SystemError) {
      try FileWriting.removeTree(staged.path)
    } catch {
      return failure.adding("'\(staged.path)' cannot be removed: \(error.text)")
    }
    return failure
  }

  /// Removes what killed runs left; returns what could not be removed, and why.
  private func removeLeftovers() throws(SystemError) -> [String] {
    var leftBehind: [String] = []
    for left in try FileReading.names(in: place.parent).sorted() where temporary.isOurs(left) {
      do throws(SystemError) {
        try FileWriting.removeTree("\(place.parent)/\(left)")
      } catch {
        leftBehind.append("'\(place.parent)/\(left)' cannot be removed: \(error.text)")
      }
    }
    return leftBehind
  }

  /// Does everything that can fail first, then swaps the two folders in one step.
  private func swapIn(_ staged: StagedFolder) throws(RunFailure) {
    do throws(SystemError) {
      try FileWriting.syncFileSystem(staged.folder)
    } catch {
      throw RunFailure("output '\(place.path)' cannot be written to its disk: \(error.text)")
    }
    PublishingStep.synced.reached()
    try Interruption.check()
    try place.check()
    do throws(SystemError) {
      if FileReading.realPath(place.realPath) == nil {
        try FileWriting.renameExclusively(staged.name, to: place.name, in: parent)
      } else {
        try FileWriting.exchange(staged.name, place.name, in: parent)
      }
    } catch {
      throw RunFailure("output '\(place.path)' cannot be published: \(error.swapText)")
    }
    PublishingStep.swapped.reached()
  }

  /// What follows the swap; the staged name is the old folder's now.
  private func finish(_ staged: StagedFolder, _ workers: Workers) -> [String] {
    var problems = staged.leftBehind
    FileWriting.close(staged.folder)
    do throws(SystemError) {
      try FileWriting.sync(parent)
    } catch {
      problems.append("'\(place.parent)' cannot be written to its disk: \(error.text)")
    }
    PublishingStep.recorded.reached()
    workers.removeFolders(below: staged.path + "/accounts")
    do throws(SystemError) {
      try FileWriting.removeTree(staged.path)
    } catch {
      if error != .missing {
        problems.append("the replaced folder '\(staged.path)' cannot be removed: \(error.text)")
      }
    }
    PublishingStep.removed.reached()
    return problems
  }
}
