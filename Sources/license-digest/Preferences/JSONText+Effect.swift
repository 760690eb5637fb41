internal import Licensing
internal import Rendering

/// What the JSON answers of all saving have in common.
extension JSONText {
  /// Who gains and loses what tonight.
  mutating func effect(
    _ effect: PreferenceEffect, of account: SmartAccount, texts: TextTable, sentences: Sentences
  ) {
    readers("gains", effect, \.gained, when: \.starts, account, texts, sentences)
    readers("losses", effect, \.lost, when: \.stops, account, texts, sentences)
  }

  /// Every reason why nothing is saved.
  mutating func refusals(_ refusals: [SavingRefusal]) {
    array("refusals") { json in
      for refusal in refusals {
        json.object { json in
          json.text("field", refusal.field?.rawValue)
          json.text("code", refusal.code)
          json.text("message", refusal.message)
        }
      }
    }
  }

  /// The readers who gain, or lose; `whole` where the message is sent for the first or last time.
  private mutating func readers(
    _ key: String, _ effect: PreferenceEffect,
    _ lines: KeyPath<PreferenceEffect.Change, PreferenceEffect.Lines>,
    when whole: KeyPath<PreferenceEffect.Change, Bool>, _ account: SmartAccount,
    _ texts: TextTable, _ sentences: Sentences
  ) {
    array(key) { json in
      for change in effect.changes {
        let own = change[keyPath: lines]
        guard !own.isEmpty || change[keyPath: whole] else { continue }
        json.object { json in
          json.text("recipient", change.reader)
          json.text("kind", change.kind.rawValue)
          json.flag("whole_message", change[keyPath: whole])
          json.array("expiring") { json in
            for line in own.expiring { DigestJSON.write(line, of: account, texts, to: &json) }
          }
          json.array("alerts") { json in
            for alert in own.alerts {
              DigestJSON.write(alert, sentences.detail(of: alert), of: account, texts, to: &json)
            }
          }
        }
      }
    }
  }
}
