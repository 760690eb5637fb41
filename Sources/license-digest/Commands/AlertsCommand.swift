internal import ArgumentParser
internal import Licensing

/// Alerts that nobody wants to be told of for a while: dismissed, restored, listed.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "Dismiss alerts until a day, restore and list them.",
    subcommands: [Dismiss.self, Restore.self, ListAll.self])

  /// Adds a row of dismissals.
  struct Dismiss: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Dismiss an alert until a day, for all readers.",
      discussion: """
        Adds a row to the first file with dismissals of the account, or makes dismissals.csv beside \
        its first license file. Only a smart-account-admin may. An alert that gets worse is told \
        again.

          license-digest alerts dismiss --input exports --account acme.example \\
            --event licenses-expiring --subject "ISE Apex" --end-date 2026-12-21 \\
            --until 2026-12-14 --reason "The renewal is ordered" --as ann@acme.example

        Exit codes: 0 dismissed; 2 refused, with every reason, and the file untouched; 64 wrong \
        usage.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var target: PreferencesOptions
    @OptionGroup var log: LogFormatOption
    @OptionGroup var alert: DismissalOptions

    @Option(help: "The last day of it, YYYY-MM-DD. Default: 90 days after the report date.")
    var until: String?

    @Option(help: "Why, for those who look at the account's page.")
    var reason: String

    func run() throws {
      try CommandExit.of(log.logFormat) {
        try alert.save(options, target, log.logFormat, until: until, reason: reason)
      }
    }
  }

  /// Removes a row of dismissals.
  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Restore a dismissed alert: remove its row.",
      discussion: """
          license-digest alerts restore --input exports --account acme.example \\
            --event licenses-expiring --subject "ISE Apex" --as ann@acme.example

        Exit codes: 0 restored; 2 refused, with every reason, and the file untouched; 64 wrong \
        usage.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var target: PreferencesOptions
    @OptionGroup var log: LogFormatOption
    @OptionGroup var alert: DismissalOptions

    func run() throws {
      try CommandExit.of(log.logFormat) {
        try alert.save(options, target, log.logFormat)
      }
    }
  }

  /// Prints all rows of dismissals.
  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print what is dismissed, by whom, why and until when.",
      discussion: """
          license-digest alerts list --input exports --account acme.example

        Exit codes: 0 shown; 2 the inputs cannot be read, or there is no such account; 64 wrong \
        usage.
        """)

    @OptionGroup var options: RunOptions
    @OptionGroup var target: PreferencesOptions
    @OptionGroup var log: LogFormatOption

    func run() throws {
      try CommandExit.of(log.logFormat) {
        let list = try DismissalList(target.dismissals(options), inputs: options.input)
        switch target.format {
        case .json: try StandardOutput.write(list.bytes)
        case .text: try StandardOutput.write(list.text)
        }
        return 0
      }
    }
  }
}
