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
      write("gains", \.gained, when: \.starts, to: &json)
      write("losses", \.lost, when: \.stops, to: &json)
      json.array("refusals") { json in
        for refusal in saving.refusals {
          json.object { json in
            json.text("field", refusal.field?.rawValue)
            json.text("code", refusal.code)
            json.text("message", refusal.message)
          }
        }
      }
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

  /// The readers who gain, or lose; `whole` where the message is sent for the first or last time.
  private func write(
    _ key: String, _ lines: KeyPath<PreferenceEffect.Change, PreferenceEffect.Lines>,
    when whole: KeyPath<PreferenceEffect.Change, Bool>, to json: inout JSONText
  ) {
    let account = saving.preferences.account
    json.array(key) { json in
      for change in effect.changes {
        let own = change[keyPath: lines]
        guard !own.isEmpty || change[keyPath: whole] else { continue }
        json.object { json in
          json.text("recipient", change.reader)
          json.text("kind", change.kind.rawValue)
          json.flag("whole_message", change[keyPath: whole])
          json.array("expiring") { json in
            for line in own.expiring {
              DigestJSON.write(line, of: account, saving.after.texts, to: &json)
            }
          }
          json.array("alerts") { json in
            for alert in own.alerts {
              DigestJSON.write(
                alert, sentences.detail(of: alert), of: account, saving.after.texts, to: &json)
            }
          }
        }
      }
    }
  }
}
