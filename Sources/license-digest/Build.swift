internal import ArgumentParser
internal import Rendering

/// Reads exports and publishes the folder.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read exports and publish the folder of daily summaries.",
    discussion: """
      Publishes the JSON bodies, renewals.csv and the manifests; HTML, text and pages are not \
      rendered yet, so --formats json must be given.

      Exit codes: 0 all read; 1 published, but the input had errors or warnings; 2 nothing \
      published, the previous output untouched; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "The folder to publish.")
  var output = "output"

  @Option(help: "What to build of html,text,eml,json, separated by commas.")
  var formats: String?

  @Option(help: "Seconds to wait for another run on the same output.")
  var wait = 0

  func run() throws {
    try Failing.exit {
      let configuration = try options.configuration()
      guard try chosenFormats(configuration) == [.json] else {
        throw RunFailure("only --formats json is rendered yet", exitCode: 64)
      }
      let date = try options.reportDate()
      let folder = try OutputFolder(output, inputs: options.input, waitSeconds: wait)
      defer { folder.unlock() }
      let phrases = try TemplateFolder(options.templates).phrases()
      let report = try Report(
        inputs: options.input, configuration: configuration, date: date,
        since: options.sinceDate(before: date, previous: folder.previousRun),
        locales: Set(phrases.map(\.locale)))
      try DiagnosticPrinter(isQuiet: options.quiet).print(
        report.diagnostics, files: report.files)
      try publish(Publication(report, phrases: phrases, formats: [.json]), in: folder)
      return report.hasProblems ? 1 : 0
    }
  }

  private func publish(_ publication: Publication, in folder: OutputFolder) throws(RunFailure) {
    let staged = try folder.stage()
    do throws(RunFailure) {
      var publication = publication
      try publication.write { file throws(RunFailure) in
        try staged.write(file.path, file.bytes, isPrivate: file.isPrivate)
      }
    } catch {
      try folder.discard(staged)
      throw error
    }
    try folder.publish(staged)
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
