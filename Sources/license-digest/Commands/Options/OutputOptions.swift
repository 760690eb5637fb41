internal import ArgumentParser

/// Where the published folder is, and how long to wait for another run that holds its lock.
struct OutputOptions: ParsableArguments {
  @Option(help: "The folder to publish, or to compare with.")
  var output = "output"

  @Option(help: "Seconds to wait for another run on the same output.")
  var wait = 0
}

/// The options of commands that publish a whole run: `build` and `merge`.
struct PublishingOptions: ParsableArguments {
  @OptionGroup var target: OutputOptions

  @Flag(help: "Publish although under half the licenses of the replaced run were read.")
  var acceptShrunk = false

  @Option(help: "Write figures of the run there, for node_exporter's textfile collector.")
  var metrics: String?

  /// Locks the output, and checks that it and the file of metrics may be replaced.
  func open(inputs: [String]) throws(RunFailure) -> (folder: OutputFolder, metrics: MetricsFile?) {
    let place = try OutputPlace(target.output, inputs: inputs)
    let file = try metrics.map { path throws(RunFailure) in try MetricsFile(path, output: place) }
    return (try OutputFolder(place, waitSeconds: target.wait), file)
  }
}

/// The option that names the previous run's folder.
struct PreviousRunOptions: ParsableArguments {
  @Option(help: "The published folder, whose run says which day was the previous one.")
  var output = "output"
}
