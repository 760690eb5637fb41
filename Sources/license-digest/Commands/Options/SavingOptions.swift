internal import ArgumentParser
internal import Licensing
internal import Rendering
internal import Templates

/// A body of a message, as `--body` names it.
enum BodyFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case html, text
}

/// What `preferences set` and `reset` have in common: whose, by whom, and how far to go.
struct SavingOptions: ParsableArguments {
  @Option(help: "The user's address.")
  var email: String

  @Option(name: .customLong("as"), help: "The address of who saves; no authentication.")
  var savedBy: String

  @Flag(help: "Write nothing; say what would change, and who gains or loses lines tonight.")
  var dryRun = false

  @Option(help: "Refuse unless the file has this SHA-256, as show --format json tells it.")
  var ifUnchanged: String?

  @Option(help: "With --dry-run: print the daily summary that would follow, as html or text.")
  var body: BodyFormat?

  func validate() throws {
    guard body != nil, !dryRun else { return }
    throw ValidationError("--body shows what would follow (expected --dry-run beside it)")
  }

  /// Saves, or says why not; gives the exit code.
  func save(
    _ options: RunOptions, _ target: PreferencesOptions, _ log: LogFormat, isReset: Bool = false,
    _ values: (RuleSettings) -> (values: [PreferenceField: PreferenceValue], [SavingRefusal])
  ) throws -> Int32 {
    for _ in 0..<PreferencesOptions.attempts {
      let preferences = try target.preferences(options)
      var (fields, refusals) = values(preferences.settings)
      if isReset, preferences.rows(of: email).isEmpty {
        fields = [:]
        refusals.append(
          SavingRefusal(
            nil, "no-row", "\(email.quoted) stands in no row, so that there is nothing to reset"))
      }
      let saving = try PreferenceSaving(
        preferences, SavingRequest(email: email, savedBy: savedBy, values: fields),
        ifUnchanged: ifUnchanged, refusals: refusals)
      if let code = try conclude(saving, target, options, log) { return code }
    }
    throw RunFailure("the file changed again and again while it was to be saved (try again)")
  }

  /// Writes what was judged, and the answer; nil where the file changed meanwhile.
  private func conclude(
    _ saving: PreferenceSaving, _ target: PreferencesOptions, _ options: RunOptions,
    _ log: LogFormat
  ) throws -> Int32? {
    let sentences = try saving.preferences.sentences(saving.after.texts)
    let effect = saving.effect
    if saving.refusals.isEmpty, !dryRun, let bytes = saving.bytes, let file = saving.file {
      guard try write(bytes, to: file, of: saving.preferences, log) else { return nil }
    }
    if body == nil, target.format == .json {
      let answer = SavingJSON(
        saving: saving, effect: effect, sentences: sentences, isDryRun: dryRun)
      try StandardOutput.write(answer.bytes)
      return saving.refusals.isEmpty ? 0 : 2
    }
    guard saving.refusals.isEmpty else { throw SavingText.refusal(saving) }
    if let body {
      try StandardOutput.write(saving.body(body, options, log))
    } else {
      let answer = SavingText(
        saving, effect: effect, sentences: sentences, isDryRun: dryRun)
      try StandardOutput.write(answer.text)
    }
    return 0
  }

  /// Replaces the file; false where it is no longer the one that was read.
  private func write(
    _ bytes: [UInt8], to file: Int32, of preferences: AccountPreferences, _ log: LogFormat
  ) throws(RunFailure) -> Bool {
    let input = preferences.run.files[Int(file)]
    let replacement = try ExportReplacement(input.fileSystemPath, shown: input.shownPath)
    switch try replacement.replace(preferences.hash(of: file) ?? "", with: bytes) {
    case .changedMeanwhile: return false
    case .replaced(let problem):
      if let problem { log.warn(problem) }
      return true
    }
  }
}

extension PreferenceSaving {
  /// What saving changes tonight; nothing where it is refused.
  var effect: PreferenceEffect {
    PreferenceEffect(
      from: preferences.tonight(preferences.grants, after.texts),
      to: preferences.tonight(after.grants, after.texts))
  }

  /// The daily summary that the user would get; empty, with a warning, where there is none.
  func body(
    _ format: BodyFormat, _ options: RunOptions, _ log: LogFormat
  ) throws(RunFailure) -> [UInt8] {
    let messages = preferences.tonight(after.grants, after.texts).messages(for: email)
    guard let digest = messages.first(where: { $0.kind == .dailySummary })?.digest else {
      log.warn("\(email) would get no daily summary")
      return []
    }
    guard let phrases = preferences.phrases.first(where: { $0.locale == digest.variant.locale })
    else { throw RunFailure("there is no wording for locale '\(digest.variant.locale)'") }
    let library = try options.templates.folder.library()
    do throws(TemplateErrors) {
      let sentences = Sentences(phrases, texts: after.texts)
      let bodies = try MessageRenderer(sentences, library: library).bodies(
        of: digest, account: preferences.account,
        subject: sentences.subject(of: digest, account: preferences.account),
        links: preferences.run.configuration.messageLinks.filled(account: preferences.domain))
      return format == .html ? bodies.html : bodies.text
    } catch {
      throw RunFailure(error)
    }
  }
}
