internal import ArgumentParser
internal import Licensing
internal import Templates

/// What users prefer: shown, saved, set back.
struct PreferencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preferences", abstract: "Show, save and reset notification preferences.",
    subcommands: [Show.self, Set.self, Reset.self])

  /// Prints what is stored and what follows from it.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what is stored, what follows from it, and tonight's messages.",
      discussion: """
          license-digest preferences show --input exports --account acme.example
          license-digest preferences show --input exports --account acme.example \\
            --email ann@acme.example

        Exit codes: 0 shown; 2 the inputs cannot be read, or there is no such account or user; \
        64 wrong usage.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var target: PreferencesOptions
    @OptionGroup var log: LogFormatOption

    @Option(help: "The user's address. Default: all users, a line each.")
    var email: String?

    func run() throws {
      try CommandExit.of(log.logFormat) {
        let preferences = try target.preferences(options)
        try StandardOutput.write(answer(preferences))
        return 0
      }
    }

    private func answer(_ preferences: AccountPreferences) throws(RunFailure) -> String {
      var rows = preferences.account.preferences
      if let email {
        rows = preferences.rows(of: email)
        guard !rows.isEmpty else { throw preferences.unknownUser(email) }
      }
      let (users, tonight) = (preferences.users(of: rows), preferences.tonight)
      switch target.format {
      case .json:
        let page = PreferencesJSON(preferences: preferences, tonight: tonight)
        return String(decoding: page.bytes(of: users), as: UTF8.self)
      case .text where email != nil: return PreferencesText.whole(users, preferences, tonight)
      case .text: return PreferencesText.overview(users, preferences, tonight)
      }
    }
  }
}

extension PreferencesCommand {
  /// Saves some fields of one user.
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Save some preferences of one user, all of them or none.",
      discussion: """
        The file that holds the user's row is replaced whole; every byte that does not belong to a \
        changed field stays as it was. A user in no row is added to the file of the account's first \
        row. Turning the daily summary and licenses-expiring on preselects 90 days, turning either \
        off clears the windows.

          license-digest preferences set --input exports --account acme.example \\
            --email ann@acme.example --as ann@acme.example --expiry-windows 60,30

        Exit codes: 0 saved, or nothing to change; 2 refused, with every reason, and the file \
        untouched; 64 wrong usage.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var target: PreferencesOptions
    @OptionGroup var log: LogFormatOption
    @OptionGroup var saving: SavingOptions
    @OptionGroup var fields: PreferenceArguments

    func run() throws {
      try CommandExit.of(log.logFormat) {
        try saving.save(options, target, log.logFormat) { settings in fields.values(settings) }
      }
    }
  }

  /// Sets all fields of one user back.
  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set all preferences of one user back to the defaults.",
      discussion: """
        The defaults: no daily summary, no status notices, all alert events, no window, no \
        additional address, English. The file is replaced as by set.

          license-digest preferences reset --input exports --account acme.example \\
            --email ann@acme.example --as ann@acme.example

        Exit codes: 0 saved, or nothing to change; 2 refused, with every reason, and the file \
        untouched; 64 wrong usage.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var target: PreferencesOptions
    @OptionGroup var log: LogFormatOption
    @OptionGroup var saving: SavingOptions

    func run() throws {
      try CommandExit.of(log.logFormat) {
        try saving.save(options, target, log.logFormat, isReset: true) { _ in
          (SavingRequest.defaults, [])
        }
      }
    }
  }
}

extension AccountPreferences {
  /// Why nothing is shown of an address that is in no row.
  func unknownUser(_ email: String) -> RunFailure {
    let address = email.lowercasedASCII
    let owner = account.preferences.first { row in
      row.additionalEmails.contains { $0.lowercasedASCII == address }
    }
    if let owner {
      return RunFailure(
        "\(email.quoted) stands in no row of its own; it is an additional address of "
          + "\(texts.string(owner.email).quoted)")
    }
    let known = account.preferences.map { texts.string($0.email) }
    return RunFailure(
      "no preference row of account '\(domain)' is of \(email.quoted)"
        + Suggestion.hint(for: email, among: known))
  }
}
