internal import ArgumentParser

/// The command: daily license summaries from the exports of a software-licensing portal.
@main
struct LicenseDigest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "license-digest",
    abstract: "Daily license summaries from the exports of a software-licensing portal.",
    discussion: """
        license-digest init example
        license-digest build --input example/exports --output example/output
        license-digest preview --input example/exports
      """,
    version: Version.number,
    subcommands: [
      AlertsCommand.self, Build.self, Check.self, Diff.self, Explain.self, InitCommand.self,
      Merge.self,
      PreferencesCommand.self, Preview.self, SchemaCommand.self, TemplateCommand.self,
    ])

  /// Runs the subcommand that the arguments name.
  static func main() {
    ThisProcess.prepare()
    do throws(RunFailure) {
      // Without `/proc` the arguments are missing as well, and every command would print its help.
      _ = try Environment.program()
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let failure = CommandSuggestion.failure(for: arguments, in: Self.self) { throw failure }
    } catch {
      LogFormat.text.tell(error)
      ThisProcess.leave(error.exitCode)
    }
    main(nil)
  }
}
