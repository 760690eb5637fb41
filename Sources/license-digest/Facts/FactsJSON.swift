internal import Licensing
internal import Rendering

/// `diff --facts --format json`: the whole difference, for programs.
struct FactsJSON {
  let difference: FactsDifference

  var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.array("accounts") { json in
        for account in difference.accounts {
          json.object { json in
            json.text("account", account.domain)
            json.object("lines") { $0.changes(account.lines) { $0.fact($1) } }
            json.object("alerts") { $0.changes(account.alerts) { $0.fact($1) } }
            json.array("readers") { json in
              for reader in account.readers { json.reader(reader) }
            }
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }
}

extension JSONText {
  fileprivate mutating func reader(_ reader: FactsDifference.Reader) {
    object { json in
      json.text("recipient", reader.recipient)
      json.text("kind", reader.kind)
      json.flag("starts", reader.starts)
      json.flag("stops", reader.stops)
      if let subject = reader.subject {
        json.object("subject") { json in
          json.text("before", subject.before)
          json.text("after", subject.after)
        }
      } else {
        json.text("subject", nil)
      }
      json.object("alerts") { $0.changes(reader.alerts) { $0.fact($1) } }
    }
  }

  fileprivate mutating func changes<Fact>(
    _ changes: FactsDifference.Changes<Fact>, _ write: (inout JSONText, Fact) -> Void
  ) {
    array("gained") { json in for fact in changes.gained { write(&json, fact) } }
    array("lost") { json in for fact in changes.lost { write(&json, fact) } }
    array("changed") { json in
      for (before, after) in changes.changed {
        json.array { json in
          write(&json, before)
          write(&json, after)
        }
      }
    }
  }

  fileprivate mutating func fact(_ line: PublishedFacts.Line) {
    let names = [
      "virtual_account", "license", "sku", "license_type", "subscription_id", "start_date",
      "end_date",
    ]
    object { json in
      for (name, text) in zip(names, line.key) { json.text(name, text.isEmpty ? nil : text) }
      json.number("quantity", line.quantity)
    }
  }

  fileprivate mutating func fact(_ alert: PublishedFacts.Alert) {
    object { json in
      json.text("type", alert.type)
      json.text("severity", alert.severity)
      json.text("virtual_account", alert.virtualAccount)
      json.text("subject", alert.subject)
      json.text("subscription_id", alert.subscriptionId)
      json.text("end_date", alert.endDate)
      json.number("seats_short", alert.seatsShort)
    }
  }
}
