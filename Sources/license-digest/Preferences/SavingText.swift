internal import Exports
internal import Licensing
internal import Rendering

/// What was saved, or would be, for people: the difference, and what it means tonight.
struct SavingText {
  /// Lines of one reader that are listed; the JSON answer has all.
  private static let most = 20

  private(set) var lines: [String] = []

  /// The sentences of a saving that nothing speaks against.
  init(
    _ saving: PreferenceSaving, effect: PreferenceEffect, sentences: Sentences, isDryRun: Bool
  ) {
    let path = saving.file.map { saving.preferences.run.files[Int($0)].shownPath } ?? ""
    guard saving.bytes != nil else {
      lines = ["Nothing changes: \(saving.email) has these preferences already."]
      return
    }
    let verb =
      saving.isNew ? (isDryRun ? "Would add" : "Added") : (isDryRun ? "Would save" : "Saved")
    wrap("\(verb) \(saving.email) in \(path)\(isDryRun ? "; nothing is written" : "")", indent: 0)
    for change in saving.changes {
      let name = TextLayout.padded(change.field.rawValue.replacing("-", with: " "), to: 22)
      let (before, after) = (Self.shown(change.before), Self.shown(change.after))
      wrap(saving.isNew ? "\(name)\(after)" : "\(name)\(before) -> \(after)", indent: 2)
    }
    let date = saving.preferences.run.date.iso
    add("")
    if effect.changes.isEmpty { add("Nobody gains or loses a line on \(date) by it.") }
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

  var text: String { lines.joined(separator: "\n") + "\n" }

  private static func shown(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "(nothing)" }
    return text
  }

  private mutating func add(_ line: String) { lines.append(line.withoutControls) }

  private mutating func wrap(_ text: String, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    let rows = TextLayout.wrap(text.withoutControls, width: 76 - indent)
    for row in rows { add(blanks + row) }
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
    wrap("\(change.reader): \(kind) \(parts.joined(separator: ", "))", indent: 0)
    add(change.gained, "+", saving, sentences)
    add(change.lost, "-", saving, sentences)
  }

  private mutating func add(
    _ lines: PreferenceEffect.Lines, _ mark: String, _ saving: PreferenceSaving,
    _ sentences: Sentences
  ) {
    for line in lines.expiring.prefix(Self.most) {
      let term = ExpiringLine(line, in: saving.preferences.account, texts: saving.after.texts)
      for row in term.rows(indent: 2, mark: mark + " ") { add(row) }
    }
    let room = max(0, Self.most - lines.expiring.count)
    for alert in lines.alerts.prefix(room) {
      let subject = saving.after.texts.string(alert.subject)
      let name = sentences.name(of: alert)
      let rows = TextLayout.wrap("\(name): \(subject)".withoutControls, width: 72)
      for (place, row) in rows.enumerated() { add(place == 0 ? "  \(mark) \(row)" : "    \(row)") }
    }
    if lines.count > Self.most { add("  \(mark) and \(lines.count - Self.most) more") }
  }

  private static func counted(_ lines: PreferenceEffect.Lines) -> String {
    lines.count == 1 ? "1 line" : "\(lines.count) lines"
  }
}
