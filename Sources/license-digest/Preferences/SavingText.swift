internal import Exports
internal import Licensing
internal import Rendering

/// What was saved, or would be, for people: the difference, and what it means tonight.
struct SavingText {
  /// Lines of one reader that are listed; the JSON answer has all.
  private static let most = 20

  private var report = TextReport()

  /// The sentences of a saving that nothing speaks against.
  init(
    _ saving: PreferenceSaving, effect: PreferenceEffect, sentences: Sentences, isDryRun: Bool
  ) {
    let path = saving.file.map { saving.preferences.run.files[Int($0)].shownPath } ?? ""
    guard saving.bytes != nil else {
      report.add("Nothing changes: \(saving.email) has these preferences already.")
      return
    }
    let verb =
      saving.isNew ? (isDryRun ? "Would add" : "Added") : (isDryRun ? "Would save" : "Saved")
    report.wrap(
      "\(verb) \(saving.email) in \(path)\(isDryRun ? "; nothing is written" : "")", indent: 0)
    for change in saving.changes {
      let name = TextLayout.padded(change.field.rawValue.replacing("-", with: " "), to: 22)
      let (before, after) = (Self.shown(change.before), Self.shown(change.after))
      report.wrap(saving.isNew ? "\(name)\(after)" : "\(name)\(before) -> \(after)", indent: 2)
    }
    let date = saving.preferences.run.date.iso
    report.add("")
    if effect.changes.isEmpty { report.add("Nobody gains or loses a line on \(date) by it.") }
    for change in effect.changes { add(change, saving, sentences) }
  }

  /// Every reason why nothing is saved.
  static func refusal(_ saving: PreferenceSaving) -> RunFailure {
    RunFailure(
      "preferences of \(saving.email.quoted) are not saved, the file is as it was:",
      details: saving.refusals.map { refusal in
        let option = refusal.field.map { "--\($0.rawValue): " } ?? ""
        return RunFailure.Problem(code: refusal.code, message: option + refusal.message)
      })
  }

  var text: String { report.text }

  private static func shown(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "(nothing)" }
    return text
  }

  private mutating func add(
    _ change: PreferenceEffect.Change, _ saving: PreferenceSaving, _ sentences: Sentences
  ) {
    let kind = change.kind == .dailySummary ? "daily summary" : "status notice"
    var parts: [String] = []
    if change.starts { parts.append("is sent") }
    if change.stops { parts.append("is no longer sent") }
    if !change.gained.isEmpty { parts.append("gains \(Self.counted(change.gained))") }
    if !change.lost.isEmpty { parts.append("loses \(Self.counted(change.lost))") }
    report.wrap("\(change.reader): \(kind) \(parts.joined(separator: ", "))", indent: 0)
    add(change.gained, "+", saving, sentences)
    add(change.lost, "-", saving, sentences)
  }

  private mutating func add(
    _ lines: PreferenceEffect.Lines, _ mark: String, _ saving: PreferenceSaving,
    _ sentences: Sentences
  ) {
    for line in lines.expiring.prefix(Self.most) {
      ExpiringLine(line, in: saving.preferences.account, texts: saving.after.texts)
        .add(to: &report, behind: "  \(mark) ")
    }
    let room = max(0, Self.most - lines.expiring.count)
    for alert in lines.alerts.prefix(room) {
      let subject = saving.after.texts.string(alert.subject)
      let name = sentences.name(of: alert)
      report.add("\(name): \(subject)", behind: "  \(mark) ")
    }
    if lines.count > Self.most { report.add("  \(mark) and \(lines.count - Self.most) more") }
  }

  private static func counted(_ lines: PreferenceEffect.Lines) -> String {
    lines.count == 1 ? "1 line" : "\(lines.count) lines"
  }
}
