package import Licensing

/// The JSON body of a message (docs/output.md): complete, also where the HTML leaves lines out.
package enum DigestJSON {
  /// The bytes of a message's `.json`.
  package static func body(
    of digest: Digest, account: SmartAccount, texts: TextTable, detail: (Alert) -> String
  ) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.text("kind", digest.kind.rawValue)
      json.text("account", texts.string(account.domain))
      json.text("account_name", texts.string(account.name))
      json.text("date", digest.date.iso)
      json.text("since", digest.since.iso)
      json.text("locale", digest.variant.locale)
      json.array("windows") { json in
        for days in digest.variant.windows.days { json.element(days) }
      }
      json.day("previous", digest.news?.previous)
      write(digest.unread, to: &json)
      json.array("changes") { json in
        for change in digest.news?.changes ?? [] { json.change(change) }
      }
      json.array("cleared") { json in
        for alert in digest.news?.cleared ?? [] { json.cleared(alert) }
      }
      json.array("expiring") { json in
        for line in digest.expiring + digest.renewed { write(line, of: account, texts, to: &json) }
      }
      json.array("alerts") { json in
        for alert in digest.alerts { write(alert, detail(alert), of: account, texts, to: &json) }
      }
      json.array("events") { json in
        for event in digest.events { write(event, of: account, texts, to: &json) }
      }
      json.array("totals") { json in
        for total in digest.totals { write(total, of: account, texts, to: &json) }
      }
      json.number("dismissed", digest.dismissedCount)
    }
    json.endLine()
    return json.bytes
  }

  /// What was not read; rows are null where their number may not be told.
  private static func write(_ unread: Unread, to json: inout JSONText) {
    json.object("unread") { json in
      if unread.rows.hasOthers || unread.isLedByValues {
        json.text("rows", nil)
      } else {
        json.object("rows") { json in
          json.number("licenses", unread.rows.licenses)
          json.number("instances", unread.rows.instances)
          json.number("events", unread.rows.events)
          json.number("alerts", unread.rows.alerts)
        }
      }
      json.number("files", unread.files)
      json.number("unknown_ends", unread.unknownEnds)
      json.number("unknown_statuses", unread.unknownStatuses)
      json.flag("cut", unread.isCut)
      guard let lost = unread.lost else { return json.text("lost", nil) }
      json.object("lost") { json in
        json.number("before", lost.before)
        json.number("now", lost.now)
      }
    }
  }

  /// An expiring line, as an element of an array.
  package static func write(
    _ line: ExpiringTerm, of account: SmartAccount, _ texts: TextTable, to json: inout JSONText
  ) {
    let license = account.licenses[line.term.license]
    json.object { json in
      json.text("license", texts.string(license.name))
      json.text("sku", bytes: texts.bytes(of: line.term.sku))
      json.text(
        "virtual_account", texts.string(account.virtualAccounts[license.virtualAccount]))
      json.text("subscription_id", bytes: texts.bytes(of: line.term.subscription))
      json.text("license_type", bytes: texts.bytes(of: line.term.type))
      json.number("quantity", line.quantity)
      json.number("orders", line.orders)
      json.text("start_date", line.term.start?.iso)
      json.text("end_date", line.endDate.iso)
      json.number("days_left", line.daysLeft)
      json.number("band", line.band)
      json.number("milestone", line.milestone)
      json.number("shortfall", line.shortfall)
      json.flag("renewed", line.renewal != nil)
      json.optionalFlag("new", line.isNew)
      json.flag("no_longer_dismissed", line.isNoLongerDismissed)
    }
  }

  /// An alert, as an element of an array.
  package static func write(
    _ alert: Alert, _ detail: String, of account: SmartAccount, _ texts: TextTable,
    to json: inout JSONText
  ) {
    json.object { json in
      let stated = alert.type == .portalAlerts ? alert.statedType : nil
      json.text("type", stated.map(texts.string) ?? alert.type.rawValue)
      json.text("severity", alert.severity.rawValue)
      json.text(
        "virtual_account",
        alert.virtualAccount.map { texts.string(account.virtualAccounts[$0]) })
      json.text("subject", texts.string(alert.subject))
      json.text("action_due", alert.actionDue?.iso)
      json.text("detail", detail)
      json.optionalFlag("new", alert.isNew)
      json.flag("no_longer_dismissed", alert.isNoLongerDismissed)
    }
  }

  private static func write(
    _ event: Event, of account: SmartAccount, _ texts: TextTable, to json: inout JSONText
  ) {
    json.object { json in
      json.text("time", bytes: texts.bytes(of: event.time))
      json.text(
        "virtual_account",
        event.virtualAccount.map { texts.string(account.virtualAccounts[$0]) })
      json.text("type", bytes: texts.bytes(of: event.type))
      json.text("message", bytes: texts.bytes(of: event.message))
      json.text("user", bytes: texts.bytes(of: event.user))
    }
  }

  private static func write(
    _ total: VirtualAccountTotal, of account: SmartAccount, _ texts: TextTable,
    to json: inout JSONText
  ) {
    json.object { json in
      json.text("virtual_account", texts.string(account.virtualAccounts[total.virtualAccount]))
      json.number("licenses", total.licenses)
      json.number("quantity", total.quantity)
      json.number("in_use", total.inUse)
      json.number("expiring", total.expiring)
      json.number("alerts", total.alerts)
    }
  }
}
