internal import Exports
internal import Licensing
internal import Rendering

/// `preferences set --format json`: what was saved, or why nothing was.
struct SavingJSON {
  let saving: PreferenceSaving
  let effect: PreferenceEffect
  let sentences: Sentences
  let isDryRun: Bool

  var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.flag("saved", saving.refusals.isEmpty && !isDryRun)
      json.flag("dry_run", isDryRun)
      json.flag("added", saving.refusals.isEmpty && saving.isNew)
      json.array("changed") { json in
        for change in saving.changes {
          json.object { json in
            json.text("field", change.field.rawValue)
            json.text("before", change.before)
            json.text("after", change.after)
          }
        }
      }
      write(fileTo: &json)
      json.effect(
        effect, of: saving.preferences.account, texts: saving.after.texts, sentences: sentences)
      json.refusals(saving.refusals)
    }
    json.endLine()
    return json.bytes
  }

  private func write(fileTo json: inout JSONText) {
    guard let file = saving.file else { return json.text("file", nil) }
    json.object("file") { json in
      json.text("path", saving.preferences.run.files[Int(file)].path)
      json.text("sha256", saving.hash)
    }
  }
}
