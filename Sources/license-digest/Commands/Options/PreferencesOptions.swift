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

  @OptionGroup var previous: PreviousRunOptions

  @Option(help: "How the answer is written: text, or json.")
  var format = AnswerFormat.text

  /// A file that another process saves meanwhile is read again, at most this many times.
  static let attempts = 50

  /// The account's preferences, as the exports state them.
  func preferences(_ options: RunOptions) throws(RunFailure) -> AccountPreferences {
    let phrases = try options.templates.folder.phrases()
    let folder = try options.previousFolder(replacing: previous.output)
    for _ in 0..<Self.attempts {
      let run = try options.judgedRun(
        options.configuration(), locales: Set(phrases.map(\.locale)),
        previous: folder)
      let preferences = try AccountPreferences(run, account: account, phrases: phrases)
      if let preferences { return preferences }
    }
    throw RunFailure("the preferences changed again and again while they were read (try again)")
  }
}

extension AccountPreferences {
  /// Tonight's messages as the preferences are now.
  var tonight: TonightMessages { tonight(grants, texts) }

  /// Tonight's messages by other grants over a table that holds this account's texts too.
  func tonight(_ grants: Grants, _ texts: TextTable) -> TonightMessages {
    // What readers prefer changes nothing of the account.
    let judged = run.judged(account, texts: texts)
    return TonightMessages(
      grants, of: judged, texts: texts, phrases: phrases,
      isCutShort: run.inventory.isCutShort)
  }

  /// Sentences for people at a terminal.
  func sentences(_ texts: TextTable) throws(RunFailure) -> Sentences {
    guard let english = phrases.first(where: { $0.locale == "en" }) else {
      throw RunFailure("there is no wording for locale 'en'")
    }
    return Sentences(english, texts: texts)
  }
}
