internal import Licensing
internal import Templates

/// Section 3: the alerts of the ticked events, and section 4: the portal's events.
extension MessageView {
  mutating func fillAlerts(_ root: RecordPlace<MessageNames>) {
    guard !digest.alerts.isEmpty else { return }
    let section = values.open(.alerts, of: root, AlertsNames.self)
    let major = digest.alerts.count { $0.severity == .major }
    let minor = digest.alerts.count - major
    let heading = Sentences.capitalized(sentences.counts(major: major, minor: minor))
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, heading.uppercased())
    for alert in digest.alerts.prefix(cut.major) where alert.severity == .major {
      append(alert, to: section)
    }
    for alert in digest.alerts[major...].prefix(cut.minor) { append(alert, to: section) }
    var hidden: [String] = []
    if cut.major < major { hidden.append(phrases.text(.moreMajor, major - cut.major)) }
    if cut.minor < minor { hidden.append(phrases.text(.moreMinor, minor - cut.minor)) }
    guard !hidden.isEmpty else { return }
    let rest = remainder(sentences.joined(hidden))
    values.set(.remainder, of: section, rest)
    rows.append(Array(rest.utf8)[...])
    takeRows(.remainderRows, of: section)
    values.set(.pageLink, of: section, pageLink)
  }

  private mutating func append(_ alert: Alert, to section: RecordPlace<AlertsNames>) {
    let place = values.append(to: .lines, of: section, AlertNames.self)
    places.alerts.append(place.elementPlace)
    let (sentences, today) = (sentences, digest.date)
    let isMajor = alert.severity == .major
    let type = sentences.name(of: alert.type)
    let subject = fact(alert.subject)
    let virtualAccount = fact(account.virtualAccounts[alert.virtualAccount])
    let due = fact { sentences.writeDue(alert.actionDue, on: today, to: &$0) }
    let detail = fact { sentences.writeDetail(of: alert, to: &$0) }
    values.set(.isMajor, of: place, isMajor)
    values.set(.severity, of: place, sentences.name(of: alert.severity))
    values.set(.name, of: place, type)
    values.set(.subject, of: place, bytes: facts[subject])
    values.set(.virtualAccount, of: place, bytes: facts[virtualAccount])
    values.set(.due, of: place, bytes: facts[due])
    values.set(.detail, of: place, bytes: facts[detail])
    let capitals = sentences.lines.capitals
    let label = fact { $0 += (isMajor ? capitals.major : capitals.minor).utf8 }
    let first = fact { bytes in
      sentences.writeLabelled(type, to: &bytes) { bytes in
        bytes += bytes[subject]
        bytes += " (".utf8
        bytes += bytes[virtualAccount]
        bytes += "), ".utf8
        bytes += bytes[due]
      }
    }
    rows.append(label: facts[label], facts[first], indent: capitals.width + 2)
    rows.append(label: [], facts[detail], indent: capitals.width + 2)
    takeRows(.rows, of: place)
    facts.removeAll(keepingCapacity: true)
  }

  mutating func fillEvents(_ root: RecordPlace<MessageNames>) {
    guard !digest.events.isEmpty else { return }
    let section = values.open(.events, of: root, EventsNames.self)
    let isYesterday = digest.since.days(until: digest.date) == 1
    let heading = phrases.text(
      isYesterday ? .eventsYesterday : .eventsSince,
      ["date": sentences.dates.short(digest.since)])
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, heading.uppercased())
    for event in digest.events.prefix(cut.events) { append(event, to: section) }
    let hidden = digest.events.count - cut.events
    guard hidden > 0 else { return }
    let rest = remainder(phrases.text(.moreEvents, hidden))
    values.set(.remainder, of: section, rest)
    rows.append(Array(rest.utf8)[...])
    takeRows(.remainderRows, of: section)
    values.set(.pageLink, of: section, pageLink)
  }

  private mutating func append(_ event: Event, to section: RecordPlace<EventsNames>) {
    let place = values.append(to: .lines, of: section, EventNames.self)
    places.events.append(place.elementPlace)
    let named: [(EventNames, TextID)] = [
      (.time, event.time), (.kind, event.type),
      (.virtualAccount, event.virtualAccount.map { account.virtualAccounts[$0] } ?? .empty),
      (.user, event.user),
    ]
    for (name, text) in named where !text.isEmpty {
      if !facts.isEmpty { facts += sentences.lines.separator }
      let fact = fact(text)
      values.set(name, of: place, bytes: facts[fact])
    }
    rows.append(facts[...])
    let message = texts.bytes(of: event.message)
    values.set(.message, of: place, bytes: message)
    rows.append(label: [], message, indent: 4)
    takeRows(.rows, of: place)
    facts.removeAll(keepingCapacity: true)
  }
}
