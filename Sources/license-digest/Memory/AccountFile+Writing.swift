internal import Licensing
internal import Rendering

extension AccountFile {
  /// The bytes of the file for a judged account and the lines it was compared by.
  static func bytes(of report: AccountReport, lines: LineTexts, texts: TextTable) -> [UInt8] {
    var file = AccountFileWriting(report: report, lines: lines, texts: texts)
    return file.bytes()
  }
}

/// `account.json` while it is written.
private struct AccountFileWriting {
  let report: AccountReport
  let lines: LineTexts
  let texts: TextTable
  private var json = JSONText()

  private var account: SmartAccount { report.account }
  private var news: News? { report.news }

  init(report: AccountReport, lines: LineTexts, texts: TextTable) {
    (self.report, self.lines, self.texts) = (report, lines, texts)
    json.reserveCapacity(lines.bytes.count + 512 + report.alerts.count * 340)
  }

  mutating func bytes() -> [UInt8] {
    json.object { [self] json in
      json.text("generator", "license-digest")
      json.number("version", AccountFile.version)
      json.text("account", account.domain, texts)
      json.text("account_name", account.name, texts)
      json.day("date", report.date)
      json.day("since", report.since)
      json.day("previous", news?.previous)
      json.day("unchanged_since", news?.unchangedSince ?? report.date)
      json.object("counts") { json in
        json.number("licenses", account.licenses.count)
        json.number("terms", account.terms.count)
        json.number("instances", account.instances.count)
      }
      json.loss("before_loss", news?.loss)
      writeLines(to: &json)
      writeBase(to: &json)
      json.array("alerts") { json in writeAlerts(to: &json) }
      json.array("cleared") { json in
        for alert in news?.cleared ?? [] { json.cleared(alert) }
      }
      json.array("changes") { json in
        for change in news?.changes ?? [] { json.change(change) }
      }
    }
    json.endLine()
    return json.bytes
  }

  /// Tonight's lines; where some could not be compared, those of the previous run for them.
  private func writeLines(to json: inout JSONText) {
    guard let news, !news.kept.isEmpty else { return json.raw("lines", lines.bytes) }
    let replaced = Set(news.replaced)
    let own = lines.lines.map { AccountLine($0, in: account, texts: texts) }
      .filter { !replaced.contains($0) }
    json.array("lines") { json in
      for line in AccountLine.sorted(own + news.kept) { json.line(line) }
    }
  }

  private func writeBase(to json: inout JSONText) {
    guard let news else { return json.text("base", nil) }
    let memory = news.memory
    let (kept, replaced) = (Set(news.kept), Set(news.replaced))
    json.object("base") { json in
      json.day("date", memory.date)
      json.array("lines") { json in
        for line in memory.gone where !kept.contains(line) { json.line(line) }
      }
      json.array("gone") { json in
        for index in memory.added {
          let line = AccountLine(lines.lines[index], in: account, texts: texts)
          if !replaced.contains(line) { json.line(line) }
        }
      }
      json.array("alerts") { json in
        for alert in news.former { json.alert(alert) }
      }
      json.number("licenses", memory.licenses)
      json.day("unchanged_since", memory.unchangedSince)
      json.loss("before_loss", memory.loss)
    }
  }

  /// Each key once, then those that could not be compared.
  private func writeAlerts(to json: inout JSONText) {
    var keys: Set<AlertKey> = []
    keys.reserveCapacity(report.alerts.count)
    for alert in report.alerts where !alert.isCarried {
      // Two devices of one name have one key.
      guard keys.insert(AlertKey(alert, in: account, texts: texts)).inserted else { continue }
      json.alert(alert, in: account, texts)
    }
    for alert in news?.carried ?? [] { json.alert(alert, isCarried: true) }
  }
}

extension JSONText {
  /// An alert of tonight.
  fileprivate mutating func alert(_ alert: Alert, in account: SmartAccount, _ texts: TextTable) {
    let term = alert.term.map { account.terms[$0] }
    object { json in
      if alert.type == .portalAlerts, let stated = alert.statedType {
        json.text("type", stated, texts)
      } else {
        json.text("type", alert.type.rawValue)
      }
      json.text("severity", alert.severity.rawValue)
      json.text(
        "virtual_account", alert.virtualAccount.map { account.virtualAccounts[$0] } ?? .empty,
        texts)
      json.text("subject", alert.subject, texts)
      json.text("subscription_id", term?.subscription ?? .empty, texts)
      json.text("sku", term?.sku ?? .empty, texts)
      json.text("license_type", term?.type ?? .empty, texts)
      json.day("start_date", term?.start)
      json.day("end_date", term?.end.date)
      json.day("action_due", alert.actionDue)
      json.number("seats_short", alert.seatsShort)
      json.day("first_seen", alert.firstSeen)
      json.optionalFlag("new", alert.isNew)
      json.flag("carried", false)
      let row = alert.dismissal.map { account.dismissals[$0.index].row }
      json.dismissed(
        alert.dismissal?.memory, by: row.map { texts.string($0.by) },
        reason: row.map { texts.string($0.reason) })
    }
  }

  /// An alert of an earlier run.
  fileprivate mutating func alert(_ alert: RememberedAlert, isCarried: Bool = false) {
    object { json in
      json.text("type", bytes: alert.key[.type][...])
      json.text("severity", alert.severity.rawValue)
      json.text("virtual_account", bytes: alert.key[.virtualAccount][...])
      json.text("subject", bytes: alert.key[.subject][...])
      json.text("subscription_id", bytes: alert.key[.subscription][...])
      json.text("sku", bytes: alert.key[.sku][...])
      json.text("license_type", bytes: alert.key[.licenseType][...])
      json.text("start_date", bytes: alert.key[.start][...])
      json.text("end_date", bytes: alert.key[.end][...])
      json.day("action_due", alert.actionDue)
      json.number("seats_short", alert.seatsShort)
      json.day("first_seen", alert.firstSeen)
      json.flag("new", false)
      json.flag("carried", isCarried)
      json.dismissed(alert.dismissed, by: nil, reason: nil)
    }
  }

  /// What is remembered of a dismissal; null for none.
  private mutating func dismissed(_ memory: DismissalMemory?, by: String?, reason: String?) {
    guard let memory else { return text("dismissed", nil) }
    object("dismissed") { json in
      json.day("until", memory.until)
      json.day("end_date", memory.end)
      json.text("severity", memory.severity.rawValue)
      json.number("seats_short", memory.seatsShort)
      json.flag("worse", memory.isWorse)
      json.text("by", by)
      json.text("reason", reason)
    }
  }

  /// What is remembered of lost licenses; null for nothing.
  fileprivate mutating func loss(_ key: String, _ loss: LossMemory?) {
    guard let loss, !loss.isEmpty else { return text(key, nil) }
    object(key) { json in
      json.number("licenses", loss.account?.before)
      json.number("runs", loss.account?.runs)
      json.array("virtual_accounts") { json in
        let names = loss.virtualAccounts.keys.sorted { $0.lexicographicallyPrecedes($1) }
        for name in names {
          guard let state = loss.virtualAccounts[name] else { continue }
          json.array { json in
            json.text(nil, bytes: name[...])
            json.number(nil, state.before)
            json.number(nil, state.runs)
          }
        }
      }
    }
  }
}
