internal import ArgumentParser
internal import Rendering

/// What `build` and `diff` have in common beyond reading: the output, its formats, the lock.
struct BuildOptions: ParsableArguments {
  @Option(help: "The folder to publish, or to compare with.")
  var output = "output"

  @Option(help: "What to build of html,text,eml,json, separated by commas.")
  var formats: String?

  @Option(help: "Seconds to wait for another run on the same output.")
  var wait = 0

  /// Reads and judges everything, prints the problems, and has the files ready to be made.
  func publication(
    _ options: RunOptions, replacing previous: (date: String, since: String, licenses: Int)?
  ) throws(RunFailure) -> Publication {
    let configuration = try options.configuration()
    guard try chosenFormats(configuration) == [.json] else {
      throw RunFailure("only --formats json is rendered yet", exitCode: 64)
    }
    let date = try options.reportDate()
    let phrases = try TemplateFolder(options.templates).phrases()
    let report = try Report(
      inputs: options.input, configuration: configuration, date: date,
      since: options.sinceDate(before: date, previous: previous),
      locales: Set(phrases.map(\.locale)), workers: options.workers())
    do throws(SystemError) {
      try DiagnosticPrinter(isQuiet: options.quiet).print(
        report.diagnostics, files: report.files)
    } catch {
      throw RunFailure("standard error cannot be written: \(error.text)")
    }
    return Publication(report, phrases: phrases, formats: [.json])
  }

  /// Writes all files into a folder beside the output; nothing stays where that fails.
  func stage(
    _ publication: Publication, in folder: OutputFolder
  ) throws(RunFailure) -> StagedFolder {
    let staged = try folder.stage()
    do throws(RunFailure) {
      var publication = publication
      try publication.write { file throws(RunFailure) in
        try staged.write(file.path, file.bytes, isPrivate: file.isPrivate)
      }
      try Interruption.check()
    } catch {
      try folder.discard(staged)
      throw error
    }
    return staged
  }

  private func chosenFormats(
    _ configuration: Configuration
  ) throws(RunFailure) -> [Configuration.Format] {
    guard let formats else { return configuration.formats ?? [.html, .text] }
    var chosen: [Configuration.Format] = []
    for word in formats.split(separator: ",") {
      guard let format = Configuration.Format(rawValue: String(word)) else {
        throw RunFailure(
          "--formats '\(word)' is not known (expected html, text, eml, json)", exitCode: 64)
      }
      if !chosen.contains(format) { chosen.append(format) }
    }
    return chosen
  }
}
