internal import ArgumentParser
internal import Licensing

/// Builds and compares with what is published; writes nothing.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build and compare with what --output holds; write nothing.",
    discussion: """
      Prints a line for each file that would be added, changed or removed.

        license-digest diff --input exports --output /srv/digests

      With --facts it tells instead, account by account and reader by reader, which lines, alerts \
      and messages would be gained, lost and changed.

      Exit codes: 0 same; 1 different; 2 could not compare; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var building: BuildOptions
  @OptionGroup var target: OutputOptions
  @OptionGroup var log: LogOptions

  @Flag(help: "Tell lines, alerts and messages by reader instead of the names of files.")
  var facts = false

  @Option(help: "How to print the facts: text (default), json.")
  var format: AnswerFormat?

  func validate() throws {
    if format != nil, !facts {
      throw ValidationError("--format says how to print facts (add --facts)")
    }
  }

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
      if facts {
        let published = PreviousFolder(place.realPath)
        defer { published?.close() }
        let collection = FactsCollection()
        try publication.write(to: collection)
        let difference = FactsDifference(
          from: PublishedFacts(published: published), to: collection.facts)
        display?.hide()
        switch format ?? .text {
        case .text: try StandardOutput.write(FactsText(difference).text)
        case .json: try StandardOutput.write(FactsJSON(difference: difference).bytes)
        }
        return difference.accounts.isEmpty ? 0 : 1
      }
      let comparison = try FolderComparison(with: place)
      try publication.write(to: comparison)
      let differences = comparison.differences()
      display?.hide()
      try StandardOutput.write(differences.map { $0.withoutControls + "\n" }.joined())
      return differences.isEmpty ? 0 : 1
    }
  }
}
