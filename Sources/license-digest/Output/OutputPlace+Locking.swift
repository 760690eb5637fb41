extension OutputPlace {
  /// Locks the output against other runs, and makes its lock file where there is none.
  ///
  /// Closing the returned file releases the lock.
  func lock(waitSeconds: Int) throws(RunFailure) -> Int32 {
    let lock: Int32
    do throws(SystemError) {
      lock = try FileLock.open(lockPath)
    } catch {
      throw cannotBeLocked(error)
    }
    try take(lock, isShared: false, waitSeconds: waitSeconds)
    return lock
  }

  /// Locks the output against being replaced, beside others who read it.
  ///
  /// nil where no run ever locked it, or the lock file may not be opened: nothing is made for it.
  func sharedLock(waitSeconds: Int) throws(RunFailure) -> Int32? {
    guard let lock = try? FileLock.openExisting(lockPath) else { return nil }
    try take(lock, isShared: true, waitSeconds: waitSeconds)
    return lock
  }

  /// Why a run ends that cannot lock its output.
  func cannotBeLocked(_ error: SystemError) -> RunFailure {
    RunFailure("output '\(path)' cannot be locked: \(error.text)")
  }

  /// Waits until the lock is free; closes the file and throws when that takes too long.
  private func take(_ lock: Int32, isShared: Bool, waitSeconds: Int) throws(RunFailure) {
    do throws(RunFailure) {
      var tenths = 0
      while try !tryLock(lock, isShared: isShared) {
        guard tenths / 10 < waitSeconds else {
          throw RunFailure(
            "output '\(path)' cannot be locked: another run or a reader holds it "
              + "(--wait SECONDS waits)")
        }
        try Interruption.check()
        ThisProcess.pause()
        tenths += 1
      }
    } catch {
      FileWriting.close(lock)
      throw error
    }
  }

  private func tryLock(_ lock: Int32, isShared: Bool) throws(RunFailure) -> Bool {
    do throws(SystemError) {
      return try FileLock.tryLock(lock, isShared: isShared)
    } catch {
      throw cannotBeLocked(error)
    }
  }
}
