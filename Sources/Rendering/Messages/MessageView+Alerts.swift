internal import Licensing
internal import Templates

/// The section of alerts of the ticked events.
extension MessageView {
  mutating func fillAlerts(_ root: RecordSlot<MessageNames>) {
    guard !digest.alerts.isEmpty else { return }
    let section = values.open(.alerts, of: root, SectionNames<AlertNames>.self)
    let major = digest.alerts.count { $0.severity == .major }
    let minor = digest.alerts.count - major
    let heading = Sentences.capitalized(sentences.counts(major: major, minor: minor))
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, heading.uppercased())
    for alert in digest.alerts.prefix(budget.major) where alert.severity == .major {
      append(alert, to: section)
    }
    for alert in digest.alerts[major...].prefix(budget.minor) { append(alert, to: section) }
    var hidden: [String] = []
    if budget.major < major {
      hidden.append(phrases.text(.`mail.more.major`, major - budget.major))
    }
    if budget.minor < minor {
      hidden.append(phrases.text(.`mail.more.minor`, minor - budget.minor))
    }
    guard !hidden.isEmpty else { return }
    fillRemainder(sentences.joined(hidden), of: section)
  }

  private mutating func append(_ alert: Alert, to section: RecordSlot<SectionNames<AlertNames>>) {
    let line = values.append(to: .lines, of: section, AlertNames.self)
    slots.alerts.append(line.elementSlot)
    let (sentences, today) = (sentences, digest.date)
    let isMajor = alert.severity == .major
    let type = sentences.name(of: alert)
    let subject = fact(alert.subject)
    let virtualAccount = fact(
      alert.virtualAccount.map { account.virtualAccounts[$0] } ?? account.name)
    let due = fact { bytes in
      if let day = alert.actionDue { sentences.writeDue(day, on: today, to: &bytes) }
    }
    let detail = fact { sentences.writeShortDetail(of: alert, to: &$0) }
    values.set(.isMajor, of: line, isMajor)
    values.set(.severity, of: line, sentences.name(of: alert.severity))
    values.set(.name, of: line, type)
    values.set(.subject, of: line, bytes: facts[subject])
    values.set(.virtualAccount, of: line, bytes: facts[virtualAccount])
    values.set(.due, of: line, bytes: facts[due])
    values.set(.detail, of: line, bytes: facts[detail])
    let capitals = sentences.capitals
    let label = fact { $0 += (isMajor ? capitals.major : capitals.minor).utf8 }
    let first = fact { bytes in
      sentences.writeLabelled(type, to: &bytes) { bytes in
        bytes += bytes[subject]
        bytes += " (".utf8
        bytes += bytes[virtualAccount]
        bytes += ")".utf8
        if due.isEmpty { return }
        bytes += ", ".utf8
        bytes += bytes[due]
      }
    }
    rows.append(facts[first], label: facts[label], indent: capitals.width + 2)
    rows.append(facts[detail], indent: capitals.width + 2)
    takeRows(.rows, of: line)
    facts.removeAll(keepingCapacity: true)
  }
}
