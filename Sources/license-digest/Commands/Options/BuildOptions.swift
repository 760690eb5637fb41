internal import ArgumentParser
internal import Licensing
internal import Rendering

/// What `build` and `diff` have in common beyond reading: the output, its formats, the lock.
struct BuildOptions: ParsableArguments {
  @Option(help: "The folder to publish, or to compare with.")
  var output = "output"

  @Option(help: "What to build of html,text,eml,json, separated by commas.")
  var formats: String?

  @Flag(help: "Leave out all pages and what they load; messages and manifests are made.")
  var skipPages = false

  @Option(help: "Seconds to wait for another run on the same output.")
  var wait = 0

  @Option(help: "One line of how far the run is: auto (on a terminal), always, never.")
  var progress = ProgressOption.auto

  /// Reads and judges everything, prints the problems, and has the files ready to be made.
  func publication(
    _ options: RunOptions, shard: Shard? = nil,
    replacing previous: (date: String, since: String, licenses: Int)?,
    display: ProgressDisplay? = nil
  ) throws(RunFailure) -> Publication {
    let configuration = try options.configuration()
    let formats = try chosenFormats(configuration)
    let templates = try TemplateFolder(options.templates).load()
    let report = try options.report(
      configuration, locales: templates.locales, shard: shard, replacing: previous,
      progress: display?.progress)
    display?.hide()
    try options.print(report)
    display?.show()
    return try Publication(
      report, templates: templates, formats: formats, workers: options.workers(display?.progress),
      hasPages: !skipPages)
  }

  /// Writes all files into a folder beside the output; nothing stays where that fails.
  func stage(
    _ publication: inout Publication, in folder: OutputFolder
  ) throws(RunFailure) -> StagedFolder {
    try folder.stage { staged throws(RunFailure) in try publication.write(to: staged) }
  }

  private func chosenFormats(
    _ configuration: Configuration
  ) throws(RunFailure) -> Set<Configuration.Format> {
    guard let formats else { return Set(configuration.formats ?? [.html, .text]) }
    var chosen: Set<Configuration.Format> = []
    for word in formats.split(separator: ",") {
      guard let format = Configuration.Format(rawValue: String(word)) else {
        throw RunFailure(
          "--formats '\(word)' is not known (expected html, text, eml, json)", exitCode: 64)
      }
      chosen.insert(format)
    }
    return chosen
  }
}
