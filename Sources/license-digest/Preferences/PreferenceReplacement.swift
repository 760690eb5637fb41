internal import Crypto

/// One file that is replaced whole, in one step, while nobody else replaces it.
///
/// A link is followed: the file it leads to is replaced in its own folder, and the link stays. The
/// lock is on the file itself, so that nothing is left behind; who waited for it finds that another
/// file stands there, and opens that one.
struct PreferenceReplacement {
  /// What was found where the file was to be replaced.
  enum Outcome {
    /// Replaced; a problem is what went wrong after that.
    case replaced(problem: String?)
    /// The file is no longer the one that was read; nothing was written.
    case changedMeanwhile
  }

  /// As shown to people.
  private let shownPath: String
  private let folderPath: String
  private let name: String

  /// The file at a path of the file system.
  init(_ path: String, shown shownPath: String) throws(RunFailure) {
    self.shownPath = shownPath
    guard let real = FileReading.realPath(path), let slash = real.lastIndex(of: "/") else {
      throw RunFailure("'\(shownPath)' cannot be replaced: it is gone")
    }
    name = String(real[real.index(after: slash)...])
    folderPath = slash == real.startIndex ? "/" : String(real[..<slash])
  }

  /// Puts bytes in the place of those whose hash is known, unless they changed.
  func replace(_ digest: String, with bytes: [UInt8]) throws(RunFailure) -> Outcome {
    do throws(SystemError) {
      let folder = try Publishing.openFolder(folderPath)
      defer { Publishing.close(folder) }
      let file = try lock()
      defer { Publishing.close(file) }
      return try replace(file, in: folder, digest, with: bytes)
    } catch {
      throw RunFailure("'\(shownPath)' cannot be replaced: \(error.replacementText)")
    }
  }

  private var path: String { folderPath == "/" ? "/" + name : "\(folderPath)/\(name)" }

  /// Opens and locks the file that stands there; waits a few seconds for who has it.
  private func lock() throws(SystemError) -> Int32 {
    for _ in 0..<Self.patience {
      let file = try Publishing.openFile(path)
      do throws(SystemError) {
        if try Publishing.tryLock(file), try Publishing.isCurrent(file, at: path) { return file }
      } catch {
        Publishing.close(file)
        throw error
      }
      Publishing.close(file)
      Publishing.pause()
    }
    throw .busy
  }

  /// Tenths of a second.
  private static let patience = 100

  private func replace(
    _ file: Int32, in folder: Int32, _ digest: String, with bytes: [UInt8]
  ) throws(SystemError) -> Outcome {
    try Publishing.checkWritable(path)
    guard try Publishing.nameCount(file) == 1 else { throw .severalNames }
    guard try self.digest() == digest else { return .changedMeanwhile }
    for left in try FileReading.names(in: folderPath) where isOurs(left) {
      // Whoever wrote it was killed: it would hold the lock.
      try Publishing.removeFile(left, in: folder)
    }
    let new = "\(prefix)\(Publishing.processID)"
    do throws(SystemError) {
      try Publishing.write(bytes, to: new, in: folder, like: file)
      PublishingStep.replacementWritten.reached()
      try Publishing.rename(new, over: name, in: folder)
    } catch {
      try Publishing.removeFile(new, in: folder)
      throw error
    }
    PublishingStep.replaced.reached()
    do throws(SystemError) {
      try Publishing.sync(folder)
    } catch {
      return .replaced(
        problem: "'\(shownPath)' is replaced, but its folder cannot be written to its disk: "
          + error.text)
    }
    return .replaced(problem: nil)
  }

  private func digest() throws(SystemError) -> String {
    do {
      return SHA256.hash(data: try FileReading.bytes(of: path)).hexadecimal
    } catch let error as SystemError {
      throw error
    } catch {
      preconditionFailure("reading fails with what the system says: \(error)")
    }
  }

  /// No export is named so, since names that begin with a dot are not read.
  private var prefix: String { ".\(name).new-" }

  private func isOurs(_ name: String) -> Bool {
    let number = name.utf8.dropFirst(prefix.utf8.count)
    return name.hasPrefix(prefix) && !number.isEmpty && number.allSatisfy { (48...57).contains($0) }
  }
}

extension SystemError {
  /// Another process replaces the file and does not come to an end.
  fileprivate static let busy = SystemError(number: -1)
  /// The file has several names, of which only one would get the new bytes.
  fileprivate static let severalNames = SystemError(number: -2)

  /// In words that fit a file of preferences.
  fileprivate var replacementText: String {
    switch self {
    case .busy: "another process is saving it (try again)"
    case .severalNames: "it has several names (hard links), of which one would stay as it is"
    default: text
    }
  }
}
