internal import ArgumentParser
internal import Licensing

/// Builds and compares with what is published; writes nothing.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build and compare with what --output holds; write nothing.",
    discussion: """
      Prints a line for each file that would be added, changed or removed.

        license-digest diff --input exports --output /srv/digests

      Exit codes: 0 same; 1 different; 2 could not compare; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var building: BuildOptions
  @OptionGroup var target: OutputOptions
  @OptionGroup var log: LogOptions

  func run() throws {
    try CommandExit.of(log.format.logFormat) {
      Interruption.hold()
      let place = try OutputPlace(target.output, inputs: options.input)
      let lock = try place.sharedLock(waitSeconds: target.wait)
      defer { lock.map { _ = FileWriting.close($0) } }
      let display = ProgressDisplay(building.progress, isQuiet: log.quiet)
      defer { display?.end() }
      let previous = try options.previousFolder(replacing: place.realPath)
      defer { previous?.close() }
      var publication = try building.publication(
        options, log: log, previous: previous, display: display)
      let comparison = try FolderComparison(with: place)
      try publication.write(to: comparison)
      let differences = comparison.differences()
      display?.hide()
      try StandardOutput.write(differences.map { $0.withoutControls + "\n" }.joined())
      return differences.isEmpty ? 0 : 1
    }
  }
}
