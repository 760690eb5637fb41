internal import Exports
internal import Licensing
internal import Rendering

/// What was saved, or would be, for people: the difference, and what it means tonight.
struct SavingText {
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
    report.add(
      effect, of: saving.preferences.account, texts: saving.after.texts, sentences: sentences,
      on: saving.preferences.run.date)
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
}
