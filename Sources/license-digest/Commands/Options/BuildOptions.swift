internal import ArgumentParser
internal import Licensing
internal import Rendering

/// What `build` and `diff` make of the exports, and how they show how far they are.
struct BuildOptions: ParsableArguments {
  @Option(help: "What to build of html,text,eml,json, separated by commas.")
  var formats: String?

  @Flag(help: "Leave out all pages and what they load; messages and manifests are made.")
  var skipPages = false

  @Option(help: "One line of how far the run is: auto (on a terminal), always, never.")
  var progress = ProgressOption.auto

  /// Reads and judges everything, prints the problems, and has the files ready to be made.
  func publication(
    _ options: RunOptions, log: LogOptions, shard: Shard? = nil, previous: PreviousFolder?,
    display: ProgressDisplay?
  ) throws(RunFailure) -> Publication {
    let configuration = try options.configuration()
    let formats = try chosenFormats(configuration)
    let templates = try options.templates.folder.load()
    let run = try options.judgedRun(
      configuration, locales: templates.locales, shard: shard, previous: previous,
      progress: display?.progress)
    display?.hide()
    try log.print(run)
    display?.show()
    return try Publication(
      run, templates: templates, formats: formats, workers: options.workers(display?.progress),
      hasPages: !skipPages)
  }

  /// The formats of the option, or of the configuration, or html and text.
  private func chosenFormats(
    _ configuration: Configuration
  ) throws(RunFailure) -> Set<Configuration.Format> {
    guard let formats else { return Set(configuration.formats ?? [.html, .text]) }
    let words = formats.split(separator: ",").map(String.init)
    guard !words.isEmpty else {
      throw RunFailure(
        "--formats names none (expected some of html, text, eml, json)", exitCode: 64)
    }
    var chosen: Set<Configuration.Format> = []
    for word in words {
      guard let format = Configuration.Format(rawValue: word) else {
        throw RunFailure(
          "--formats \(word.quoted) is not known (expected html, text, eml, json)", exitCode: 64)
      }
      chosen.insert(format)
    }
    return chosen
  }
}
