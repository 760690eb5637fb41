internal import Crypto

/// One export that is replaced whole, in one step, while nobody else replaces it.
///
/// A link is followed: the file it leads to is replaced in its own folder, and the link stays. The
/// lock is on the file itself, so no lock file is left behind. A process that waited for the lock
/// finds another file under the name, and opens that one.
struct ExportReplacement {
  /// What was found where the file was to be replaced.
  enum Outcome {
    /// Replaced; a problem is what went wrong after that.
    case replaced(problem: String?)
    /// The file is no longer the one that was read; nothing was written.
    case changedMeanwhile
  }

  /// As shown to people.
  private let shownPath: String
  private let file: FileReplacement

  /// Tenths of a second to wait for another process that replaces it.
  private static let patience = 100

  /// The file at a path of the file system.
  init(_ path: String, shown shownPath: String) throws(RunFailure) {
    self.shownPath = shownPath
    guard let file = FileReading.realPath(path).flatMap(FileReplacement.init) else {
      throw RunFailure("'\(shownPath)' cannot be replaced: it is gone")
    }
    self.file = file
  }

  /// Puts bytes in the place of those whose hash is known, unless they changed.
  func replace(_ hash: String, with bytes: [UInt8]) throws(RunFailure) -> Outcome {
    let locked = try lock()
    defer { FileWriting.close(locked) }
    do throws(SystemError) {
      if try FileStatus(of: locked).links == 1 {
        return try replace(locked, hash, with: bytes)
      }
    } catch {
      throw failure(error.text)
    }
    throw failure("it has several names (hard links), of which one would stay as it is")
  }

  /// Opens and locks the file; waits up to ten seconds for another process that has locked it.
  private func lock() throws(RunFailure) -> Int32 {
    for _ in 0..<Self.patience {
      do throws(SystemError) {
        if let locked = try tryLock() { return locked }
      } catch {
        throw failure(error.text)
      }
      ThisProcess.pause()
    }
    throw failure("another process is saving it (try again)")
  }

  private func failure(_ reason: String) -> RunFailure {
    RunFailure("'\(shownPath)' cannot be replaced: \(reason)")
  }

  /// Opens and locks the file; nil where another process has it, or has just replaced it.
  private func tryLock() throws(SystemError) -> Int32? {
    let opened = try FileLock.openExisting(file.path)
    do throws(SystemError) {
      if try FileLock.tryLock(opened), try FileLock.isCurrent(opened, at: file.path) {
        return opened
      }
    } catch {
      FileWriting.close(opened)
      throw error
    }
    FileWriting.close(opened)
    return nil
  }

  private func replace(
    _ locked: Int32, _ hash: String, with bytes: [UInt8]
  ) throws(SystemError) -> Outcome {
    try FileWriting.checkWritable(file.path)
    let old = try FileReading.bytes(of: file.path)
    guard SHA256.hash(data: old).hexadecimal == hash else { return .changedMeanwhile }
    try file.removeLeftovers()
    let problem = try file.replace(with: bytes, access: .like(locked))
    return .replaced(
      problem: problem.map {
        "'\(shownPath)' is replaced, but its folder cannot be written to its disk: \($0.text)"
      })
  }

  /// Makes a file of a name that nothing has yet; nothing is done where something has it by now.
  static func make(
    _ path: String, shown shownPath: String, of bytes: [UInt8]
  ) throws(RunFailure) -> Outcome {
    guard let file = FileReplacement(path) else {
      throw RunFailure("'\(shownPath)' cannot be made: its folder is gone")
    }
    do throws(SystemError) {
      return try file.make(of: bytes)
        ? .replaced(problem: nil) : .changedMeanwhile
    } catch {
      throw RunFailure("'\(shownPath)' cannot be made: \(error.text)")
    }
  }
}
