internal import Licensing

extension Build {
  /// Publishes one shard; what it prints are the problems of its accounts, and those of none.
  func publish(_ shard: Shard) throws(RunFailure) -> Int32 {
    guard options.since != nil || options.previous != nil else {
      throw RunFailure(
        "--shard needs --since or --previous, which a shard cannot take from the folder the "
          + "merge replaces", exitCode: 64)
    }
    guard publishing.metrics == nil else {
      throw RunFailure("--metrics are of a whole run (give it to merge)", exitCode: 64)
    }
    guard !publishing.acceptShrunk else {
      throw RunFailure("--accept-shrunk is of a whole run (give it to merge)", exitCode: 64)
    }
    let folder = try OutputFolder(
      OutputPlace(
        publishing.target.output, inputs: options.input, content: .shard(shard.number)),
      waitSeconds: publishing.target.wait)
    defer { folder.unlock() }
    let templates = options.templates.folder
    let sources = try ShardSources(configuration: options.configurationPath, templates: templates)
    let display = ProgressDisplay(building.progress, isQuiet: log.quiet)
    defer { display?.end() }
    let previous = try options.previousFolder(replacing: nil)
    defer { previous?.close() }
    let publication = try building.publication(
      options, log: log, shard: shard, previous: previous, display: display)
    try refuseProblems(of: publication.run)
    var files = ShardPublication(
      shard: shard, sources: sources, publication: publication,
      workers: try options.workers(display?.progress))
    let staged = try folder.stage { staged throws(RunFailure) in try files.write(to: staged) }
    display?.hide()
    try log.printNotes(of: files.publication)
    for problem in try folder.publish(staged) { log.format.logFormat.warn(problem) }
    return publication.run.hasProblems ? 1 : 0
  }
}
