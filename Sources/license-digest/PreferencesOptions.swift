internal import ArgumentParser
internal import Licensing
internal import Rendering

/// How an answer is written on standard output.
enum AnswerFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json
}

/// What the subcommands of `preferences` have in common beyond reading.
struct PreferencesOptions: ParsableArguments {
  @Option(help: "The account domain.")
  var account: String

  @Option(help: "The published folder, whose run says what the previous day was.")
  var output = "output"

  @Option(help: "How the answer is written: text, or json.")
  var format = AnswerFormat.text

  /// The account's preferences, as the exports state them.
  func preferences(_ options: RunOptions) throws(RunFailure) -> AccountPreferences {
    let phrases = try TemplateFolder(options.templates).phrases()
    let report = try options.report(
      options.configuration(), locales: Set(phrases.map(\.locale)),
      replacing: OutputFolder.previousRun(in: output))
    return try AccountPreferences(report, account: account, phrases: phrases)
  }
}

extension AccountPreferences {
  /// Tonight's messages as the preferences stand.
  var tonight: TonightMessages {
    TonightMessages(grants, of: judged, texts: texts, phrases: phrases)
  }

  /// The account, judged; what its readers prefer changes nothing of it.
  var judged: AccountReport {
    AccountReport(
      account, texts: texts, date: report.date, since: report.since, settings: settings)
  }
}
