internal import ArgumentParser
internal import Exports
internal import Licensing
internal import Rendering

/// The alert that `alerts dismiss` and `restore` mean, by whom, and how far to go.
struct DismissalOptions: ParsableArguments {
  @Option(help: "Where the subject is. Default: the one virtual account that has it.")
  var virtualAccount: String?

  @Option(help: "An alert event, or the portal's word for one of its own alerts.")
  var event: String

  @Option(help: "The license, the product instance, or the source of the portal's alert.")
  var subject: String

  @Option(help: "Only terms of this subscription.")
  var subscription: String?

  @Option(help: "Only terms that end on this day, YYYY-MM-DD.")
  var endDate: String?

  @Option(name: .customLong("as"), help: "The address of a smart-account-admin; no authentication.")
  var savedBy: String

  @Flag(help: "Write nothing; say what would change, and who gains or loses lines tonight.")
  var dryRun = false

  @Option(help: "Refuse unless the file has this SHA-256, as list --format json tells it, or none.")
  var ifUnchanged: String?

  /// What is meant; `until` and `reason` mean nothing where a row is removed.
  private func statement(
    in domain: String, until: CalendarDate?, reason: String, _ refusals: inout [SavingRefusal]
  ) -> DismissalStatement {
    let end = endDate.flatMap { CalendarDate(iso: $0) }
    if let endDate, end == nil {
      refusals.append(
        SavingRefusal(
          nil, "bad-date", "--end-date: \(endDate.quoted) is not a day (expected YYYY-MM-DD)"))
    }
    return DismissalStatement(
      account: domain, virtualAccount: virtualAccount ?? "", event: event, subject: subject,
      subscription: subscription ?? "", end: end, until: until, by: savedBy, reason: reason)
  }

  /// Dismisses, or restores where no reason is given, or says why not; gives the exit code.
  func save(
    _ options: RunOptions, _ target: PreferencesOptions, _ log: LogFormat, until: String? = nil,
    reason: String? = nil
  ) throws -> Int32 {
    for _ in 0..<PreferencesOptions.attempts {
      let dismissals = try target.dismissals(options)
      var refusals: [SavingRefusal] = []
      var day = until.flatMap { CalendarDate(iso: $0) }
      if let until, day == nil {
        refusals.append(
          SavingRefusal(
            nil, "bad-date", "--until: \(until.quoted) is not a day (expected YYYY-MM-DD)"))
      }
      day = day ?? dismissals.run.date.adding(days: DismissingRule.days)
      let statement = statement(
        in: dismissals.domain, until: day, reason: reason ?? "", &refusals)
      let saving = try DismissalSaving(
        dismissals, statement, by: savedBy, isRestoring: reason == nil, ifUnchanged: ifUnchanged,
        inputs: options.input, refusals: refusals)
      guard let saving, let code = try conclude(saving, target, log) else { continue }
      return code
    }
    throw RunFailure("the file changed again and again while it was to be saved (try again)")
  }

  /// Writes what was judged, and the answer; nil where the file changed meanwhile.
  private func conclude(
    _ saving: DismissalSaving, _ target: PreferencesOptions, _ log: LogFormat
  ) throws -> Int32? {
    let answer = DismissalAnswer(
      saving: saving, effect: saving.effect,
      sentences: try saving.dismissals.sentences(saving.after.texts), isDryRun: dryRun)
    if saving.refusals.isEmpty, !dryRun {
      guard try saving.write(log) else { return nil }
    }
    if target.format == .json {
      try StandardOutput.write(answer.bytes)
      return saving.refusals.isEmpty ? 0 : 2
    }
    guard saving.refusals.isEmpty else { throw DismissalAnswer.refusal(saving) }
    try StandardOutput.write(answer.text)
    return 0
  }
}

extension PreferencesOptions {
  /// The account's dismissals, as the exports state them.
  func dismissals(_ options: RunOptions) throws(RunFailure) -> AccountDismissals {
    let phrases = try options.templates.folder.phrases()
    let folder = try options.previousFolder(replacing: previous.output)
    for _ in 0..<Self.attempts {
      let run = try options.judgedRun(
        options.configuration(), locales: Set(phrases.map(\.locale)), previous: folder)
      if let dismissals = try AccountDismissals(run, account: account, phrases: phrases) {
        return dismissals
      }
    }
    throw RunFailure("the dismissals changed again and again while they were read (try again)")
  }
}

extension DismissalSaving {
  /// Replaces or makes the file; false where it is no longer as it was read.
  fileprivate func write(_ log: LogFormat) throws(RunFailure) -> Bool {
    guard let bytes else { return true }
    let outcome: ExportReplacement.Outcome
    switch target {
    case .none: return true
    case .new(let path, _, _):
      outcome = try ExportReplacement.make(path, shown: shownPath, of: bytes)
    case .file(let file):
      let input = dismissals.run.files[Int(file)]
      outcome = try ExportReplacement(input.fileSystemPath, shown: input.shownPath)
        .replace(dismissals.hash(of: file) ?? "", with: bytes)
    }
    guard case .replaced(let problem) = outcome else { return false }
    if let problem { log.warn(problem) }
    return true
  }
}
