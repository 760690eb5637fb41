internal import ArgumentParser
internal import FoundationEssentials
internal import SystemPackage

/// The preview server; `license-digest preview` starts it with all it needs.
@main
struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "license-digest-preview",
    abstract: "Serves a preview on this machine; started by `license-digest preview`.")

  @Option(help: "The license-digest that builds and that reads and writes preferences.")
  var program: String

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 0

  @Option(help: "The folder to publish into. Default: one of its own, removed at the end.")
  var output: String?

  @Option(parsing: .unconditionalSingleValue, help: "Exports to watch.")
  var export: [String] = []

  @Option(parsing: .unconditionalSingleValue, help: "Templates and configuration to watch.")
  var watch: [String] = []

  @Option(parsing: .unconditionalSingleValue, help: "An argument of `build` alone.")
  var building: [String] = []

  @Argument(parsing: .postTerminator, help: "The arguments of every run.")
  var arguments: [String] = []

  func run() async throws {
    StopSignal.hold()
    let folder = try Self.started("its folder cannot be made") { try WorkingFolder(output) }
    defer { folder.remove() }
    let server: PreviewServer
    do {
      server = try await PreviewServer(port: port)
    } catch {
      throw Self.failure(
        "port \(port) of 127.0.0.1 cannot be listened on: \(error) (--port 0 takes a free one)")
    }
    let signal: Int32
    do {
      signal = try await serve(server, folder)
    } catch {
      throw Self.failure("the preview ended: \(error)")
    }
    Terminal.say("\nThe preview has stopped.\n")
    throw ExitCode(128 + signal)
  }

  /// What is needed to start; where it fails a sentence says why.
  private static func started<Value>(
    _ sentence: String, _ make: () throws -> Value
  ) throws -> Value {
    do {
      return try make()
    } catch let error as CocoaError {
      throw failure("\(sentence): \(error.path): \(error.reason)")
    } catch {
      throw failure("\(sentence): \(error)")
    }
  }

  private static func failure(_ sentence: String) -> ExitCode {
    Terminal.tell("error: \(sentence)\n")
    return ExitCode(2)
  }

  /// Serves until a signal comes; its number.
  private func serve(_ server: PreviewServer, _ folder: WorkingFolder) async throws -> Int32 {
    let own = Program(path: FilePath(program))
    let rebuilding = Rebuilding(
      own, arguments: ["build"] + arguments + building + folder.arguments,
      watching: WatchedFiles(exports: export, others: watch), tell: Terminal.tell)
    let token = AccessToken.random()
    let files = OutputFiles(folder: FilePath(folder.output))
    let templates = arguments.filter { $0.hasPrefix("--templates=") }
    let languages = SiteLanguages(own, arguments: templates)
    let site = PreviewSite(
      requests: RequestGuard(port: server.port, token: token),
      files: files, rebuilding: rebuilding, languages: languages,
      preferences: PreferencesSite(
        files: files, languages: languages,
        program: PreferencesProgram(
          program: own, arguments: arguments + ["--output=\(folder.output)"])),
      dismissals: DismissalsSite(
        files: files,
        program: DismissalsProgram(
          program: own, arguments: arguments + ["--output=\(folder.output)"])))
    Terminal.say(
      """
      Preview: http://127.0.0.1:\(server.port)/?token=\(token.text)
      It is for the person at this machine, and no public server: it listens on 127.0.0.1 alone,
      and whoever has this address can read the messages and change the preferences.
      Ctrl-C stops it.

      """)
    return try await withThrowingTaskGroup(of: Int32.self) { group in
      group.addTask {
        try await server.run(isHolder: site.requests.isHolder) { request in
          await site.respond(to: request)
        }
        return 0
      }
      group.addTask {
        try await rebuilding.watch()
        return 0
      }
      group.addTask { try await StopSignal.wait() }
      defer { group.cancelAll() }
      return try await group.next() ?? 0
    }
  }
}

extension CocoaError {
  /// The path it is about.
  fileprivate var path: String { filePath ?? url?.path() ?? "a folder" }

  /// What the system says, in a few words.
  fileprivate var reason: String {
    switch code {
    case .fileNoSuchFile, .fileReadNoSuchFile: "the folder around it is missing (set TMPDIR)"
    case .fileWriteNoPermission: "it may not be written (set TMPDIR)"
    case .fileWriteOutOfSpace: "the disk is full"
    case .fileWriteFileExists: "it is there already"
    default: "error \(code.rawValue)"
    }
  }
}
