internal import Rendering

/// A folder being built beside the output: parallel writers may share it.
struct StagedFolder: Sendable {
  let name: String
  let path: String
  let folder: Int32
  /// Folders that killed runs left and that could not be removed, each with the reason.
  let leftBehind: [String]

  /// Makes a folder by its path below this one; the folder it lies in must be there.
  func makeFolder(_ path: String) throws(RunFailure) {
    Self.check(path)
    do throws(SystemError) {
      try Publishing.makeFolder(path, in: folder)
    } catch {
      throw RunFailure("'\(path)' cannot be made: \(error.text)")
    }
  }

  /// Writes a file by its path below the folder; a private one is not readable by others (0640).
  ///
  /// Fails too when SIGINT or SIGTERM came: between two files a run may end.
  func write(_ file: OutputFile) throws(RunFailure) {
    Self.check(file.path)
    try Interruption.check()
    do throws(SystemError) {
      try Publishing.write(
        file.bytes, to: file.path, in: folder, mode: file.isPrivate ? 0o640 : 0o644)
    } catch {
      throw RunFailure("'\(file.path)' cannot be written: \(error.text)")
    }
    PublishingStep.writing.reached()
  }

  /// Traps where a path would lead out of the folder.
  static func check(_ path: String) {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    precondition(
      names.allSatisfy {
        !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
      },
      "an output path stays below the output folder")
  }
}

/// Where a publication puts its files, from several threads at once.
protocol FileSink: Sendable {
  /// Makes a folder; the one it lies in is there already.
  func makeFolder(_ path: String) throws(RunFailure)
  /// Takes a file whose folder is there.
  func write(_ file: OutputFile) throws(RunFailure)
}

extension StagedFolder: FileSink {}
