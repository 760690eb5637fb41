internal import ArgumentParser
internal import Licensing

/// Answers "why did I get this?" and "why did I get nothing?" for one address.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print why an address gets what it gets, rule by rule.",
    discussion: """
      Prints where the preferences come from, what each rule made of them, every term with its \
      days left against the windows, and the verdict.

        license-digest explain --input exports --account acme.example --email ann@acme.example
        license-digest explain --input exports --account acme.example \\
          --email ann@acme.example --license "Network Advantage"

      Exit codes: 0 the answer is a message (with --license: one that tells of it); 1 it is none; \
      2 the inputs cannot be read; 64 wrong usage.
      """)

  @OptionGroup var options: RunOptions
  @OptionGroup var previous: PreviousRunOptions
  @OptionGroup var log: LogFormatOption

  @Option(help: "The account domain.")
  var account: String

  @Option(help: "The address that asks.")
  var email: String

  @Option(help: "Tell of this license only.")
  var license: String?

  @Option(help: "Tell of the license in this virtual account only.")
  var virtualAccount: String?

  func run() throws {
    try CommandExit.of(log.logFormat) {
      let folder = try options.previousFolder(replacing: previous.output)
      defer { folder?.close() }
      let run = try options.judgedRun(
        options.configuration(), locales: options.templates.folder.load().locales,
        previous: folder)
      let explanation = Explanation(
        run, account: account, email: email, license: license, virtualAccount: virtualAccount)
      try StandardOutput.write(explanation.text)
      return explanation.isMessage ? 0 : 1
    }
  }
}
