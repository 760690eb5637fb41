package import Licensing

/// News as `account.json` and the JSON bodies of messages write them.
extension JSONText {
  /// An alert that is over, as an element of an array.
  package mutating func cleared(_ alert: RememberedAlert) {
    object { json in
      json.text("type", bytes: alert.key[.type][...])
      json.text("severity", alert.severity.rawValue)
      json.text("virtual_account", bytes: alert.key[.virtualAccount][...])
      json.text("subject", bytes: alert.key[.subject][...])
      json.day("first_seen", alert.firstSeen)
    }
  }

  /// A change of a line, as an element of an array.
  package mutating func change(_ change: Change) {
    object { json in
      json.text("kind", change.kind.rawValue)
      json.text("virtual_account", bytes: change.key.virtualAccount[...])
      json.text("license", bytes: change.key.license[...])
      json.text("sku", bytes: change.key.sku[...])
      json.text("subscription_id", bytes: change.key.subscription[...])
      json.text("license_type", bytes: change.key.type[...])
      json.facts("before", change.before)
      json.facts("after", change.after)
    }
  }

  private mutating func facts(_ key: String, _ facts: AccountLine.Facts?) {
    guard let facts else { return text(key, nil) }
    object(key) { json in
      json.number("quantity", facts.quantity)
      json.day("start_date", facts.start)
      json.end("end_date", facts.end)
    }
  }
}
