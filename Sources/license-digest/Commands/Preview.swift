internal import ArgumentParser

/// Starts the preview server, which is a program of its own beside this one.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the folder in a browser, rebuilt at each change, and edit preferences.",
    discussion: """
      Builds into a folder of its own, which is removed at the end (or into --output), serves it \
      on 127.0.0.1, builds again when an export, a template or the configuration changes, and \
      reloads the page. For each account it adds a form of its users' preferences. Without --since \
      the previous run's day is the day before, or what the folder of --output says.

        license-digest preview --input exports
        license-digest preview --input exports --date 2026-11-22 --port 8080

      It is for the person at this machine and no public server: it listens on the loopback \
      address alone, and every request needs the random token of the address it prints.

      Exit codes: 130 and 143 stopped by Ctrl-C and by SIGTERM; 2 it could not start; 64 wrong \
      usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var log: LogOptions

  @Option(help: "The folder to publish into. Default: one of its own, removed at the end.")
  var output: String?

  @Option(help: "What to build of html,text,eml,json, separated by commas.")
  var formats: String?

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 0

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port) is no port (expected 0 to 65535)")
    }
  }

  func run() throws {
    try CommandExit.of(log.format.logFormat) {
      let program = try Environment.program()
      // Wherever both are installed, the server lies beside this program.
      let server = program + "-preview"
      do throws(SystemError) {
        try ThisProcess.become(server, arguments: serverArguments(program: program))
      } catch {
        throw RunFailure(
          "\(server) cannot be started: \(error.text) "
            + "(it is built and installed beside license-digest)")
      }
    }
  }

  /// Each value in one word with its option, so that no path is taken for an option.
  func serverArguments(program: String) -> [String] {
    let templates = options.templates.folder.path
    let configuration = options.config ?? "license-digest.yml"
    var words = ["--program=\(program)", "--port=\(port)"]
    if let output { words.append("--output=\(output)") }
    words += options.input.map { "--export=\($0)" }
    words += ["--watch=\(templates)", "--watch=\(configuration)"]
    if let formats { words.append("--building=--formats=\(formats)") }
    if log.quiet { words.append("--building=--quiet") }
    if log.format.logFormat == .json { words.append("--building=--log-format=json") }
    return words + ["--"] + options.arguments
  }
}

extension RunOptions {
  /// The options that decide what is read and for which day, as another run of this program
  /// takes them.
  var arguments: [String] {
    var words = input.map { "--input=\($0)" }
    for (name, value) in [
      ("date", date), ("since", since), ("previous", previous), ("config", config),
      ("templates", templates.templates),
      ("jobs", jobs.jobs.map(String.init)),
    ] {
      if let value { words.append("--\(name)=\(value)") }
    }
    return words
  }
}
