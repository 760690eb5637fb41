internal import Rendering

extension StagedFolder {
  /// Gives a file of another folder a second name at the same path here.
  ///
  /// Its bytes are copied where that cannot be: on another file system, or one without links.
  func adopt(_ path: String, from source: String) throws(RunFailure) {
    Self.check(path)
    try Interruption.check()
    let original = "\(source)/\(path)"
    do throws(SystemError) {
      let status = try FileReading.status(of: original, followingLinks: false)
      guard status.kind == .file else { throw SystemError(number: SystemError.notAFile) }
      if try !Publishing.link(original, to: path, in: folder) {
        let bytes = try FileReading.wholeFile(original)
        try Publishing.write(bytes, to: path, in: folder, mode: status.permissions)
      }
    } catch {
      throw RunFailure("'\(original)' cannot be linked: \(error.text)")
    }
    PublishingStep.writing.reached()
  }
}
