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
    let rest = remainder(hidden.joined(separator: ", "))
    values.set(.remainder, of: section, rest)
    for row in TextLayout.wrap(rest) { values.append(to: .remainderRows, of: section, row) }
    values.set(.pageLink, of: section, pageLink)
  }

  private mutating func append(_ alert: Alert, to section: RecordPlace<AlertsNames>) {
    let place = values.append(to: .lines, of: section, AlertNames.self)
    places.alerts.append(place.elementPlace)
    let severity = sentences.name(of: alert.severity)
    let type = sentences.name(of: alert.type)
    let subject = name(alert.subject)
    let virtualAccount = name(account.virtualAccounts[alert.virtualAccount])
    let due = sentences.due(alert.actionDue, on: digest.date)
    let detail = sentences.detail(of: alert)
    values.set(.isMajor, of: place, alert.severity == .major)
    values.set(.severity, of: place, severity)
    values.set(.name, of: place, type)
    values.set(.subject, of: place, subject)
    values.set(.virtualAccount, of: place, virtualAccount)
    values.set(.due, of: place, due)
    values.set(.detail, of: place, detail)
    let indent = severityWidth + 2
    let first = phrases.text(
      .labelled, ["label": type, "text": "\(subject) (\(virtualAccount)), \(due)"])
    let rows =
      TextLayout.labelled(severity.uppercased(), first, indent: indent)
      + TextLayout.labelled("", detail, indent: indent)
    for row in rows { values.append(to: .rows, of: place, row) }
  }

  private var severityWidth: Int {
    max(
      DisplayWidth.of(phrases.text(.major).uppercased()),
      DisplayWidth.of(phrases.text(.minor).uppercased()))
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
    for row in TextLayout.wrap(rest) { values.append(to: .remainderRows, of: section, row) }
    values.set(.pageLink, of: section, pageLink)
  }

  private mutating func append(_ event: Event, to section: RecordPlace<EventsNames>) {
    let place = values.append(to: .lines, of: section, EventNames.self)
    places.events.append(place.elementPlace)
    let time = name(event.time)
    let kind = name(event.type)
    let virtualAccount = event.virtualAccount.map { name(account.virtualAccounts[$0]) } ?? ""
    let message = texts.string(event.message)
    let user = name(event.user)
    values.set(.time, of: place, time)
    values.set(.kind, of: place, kind)
    values.set(.virtualAccount, of: place, virtualAccount)
    values.set(.message, of: place, message)
    values.set(.user, of: place, user)
    let first = [time, kind, virtualAccount, user].filter { !$0.isEmpty }.joined(separator: ", ")
    let rows =
      TextLayout.labelled("", first, indent: 0) + TextLayout.labelled("", message, indent: 4)
    for row in rows { values.append(to: .rows, of: place, row) }
  }
}
