internal import ArgumentParser

/// Builds and compares with what is published; publishes nothing.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build and compare with what --output holds; write nothing.",
    discussion: """
      Prints a line for each file that would be added, changed or removed.

      Exit codes: 0 same; 1 different; 2 could not compare; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var target: BuildOptions

  func run() throws {
    try Failing.exit(options.logFormat) {
      Interruption.hold()
      let folder = try OutputFolder(
        target.output, inputs: options.input, waitSeconds: target.wait)
      defer { folder.unlock() }
      let display = ProgressDisplay(target.progress, isQuiet: options.quiet)
      defer { display?.end() }
      var publication = try target.publication(
        options, replacing: folder.previousRun, display: display)
      let staged = try target.stage(&publication, in: folder)
      display?.hide()
      let differences: [String]
      do {
        differences = try FolderComparison.differences(
          between: staged.path, and: folder.realPath)
      } catch {
        try folder.discard(staged)
        throw RunFailure("'\(target.output)' cannot be compared: \(error)")
      }
      try folder.discard(staged)
      try Publishing.write(Array(differences.map { $0 + "\n" }.joined().utf8), to: 1)
      return differences.isEmpty ? 0 : 1
    }
  }
}
