internal import Exports
internal import Licensing
internal import Rendering

/// What was dismissed or restored, or would be, for people and for programs.
struct DismissalAnswer {
  let saving: DismissalSaving
  let effect: PreferenceEffect
  let sentences: Sentences
  let isDryRun: Bool

  /// For people: the rows, and what it means tonight.
  var text: String {
    var report = TextReport()
    let verb =
      saving.isRestoring
      ? (isDryRun ? "Would restore" : "Restored") : (isDryRun ? "Would dismiss" : "Dismissed")
    for row in saving.rows { report.wrap("\(verb) \(row.words)", indent: 0) }
    report.wrap("in \(saving.shownPath)\(isDryRun ? "; nothing is written" : "")", indent: 2)
    report.add(
      effect, of: saving.after.account, texts: saving.after.texts, sentences: sentences,
      on: saving.dismissals.run.date)
    return report.text
  }

  /// For programs: the same, or why nothing was saved.
  var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.flag("saved", saving.refusals.isEmpty && !isDryRun)
      json.flag("dry_run", isDryRun)
      json.array("rows") { json in
        for row in saving.rows { json.object { $0.row(row) } }
      }
      json.object("file") { json in
        json.text("path", saving.shownPath)
        json.text("sha256", saving.refusals.isEmpty ? saving.hashAfter : saving.hash)
      }
      json.effect(
        effect, of: saving.after.account, texts: saving.after.texts, sentences: sentences)
      json.refusals(saving.refusals)
    }
    json.endLine()
    return json.bytes
  }

  /// Every reason why nothing is saved.
  static func refusal(_ saving: DismissalSaving) -> RunFailure {
    RunFailure(
      "nothing is \(saving.isRestoring ? "restored" : "dismissed"), the file is as it was:",
      details: saving.refusals.map { RunFailure.Problem(code: $0.code, message: $0.message) })
  }
}

extension DismissalStatement {
  /// `licenses-expiring of 'ISE Apex' in 'DEFAULT', ending 2026-12-21, until 2027-03-01`.
  var words: String {
    var words = "\(event) of \(subject.quoted)"
    if !virtualAccount.isEmpty { words += " in \(virtualAccount.quoted)" }
    if !subscription.isEmpty { words += ", subscription \(subscription.quoted)" }
    if let end { words += ", ending \(end.iso)" }
    words += until.map { ", until \($0.iso)" } ?? ", as long as it lasts"
    return words
  }
}

extension JSONText {
  /// The members of a row of dismissals.
  mutating func row(_ row: DismissalStatement) {
    text("virtual_account", row.virtualAccount.isEmpty ? nil : row.virtualAccount)
    text("alert_event", row.event)
    text("subject", row.subject)
    text("subscription_id", row.subscription.isEmpty ? nil : row.subscription)
    day("end_date", row.end)
    day("until", row.until)
    text("by", row.by.isEmpty ? nil : row.by)
    text("reason", row.reason.isEmpty ? nil : row.reason)
  }
}
