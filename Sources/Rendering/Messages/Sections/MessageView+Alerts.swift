internal import Licensing
internal import Templates

/// The section of alerts of the ticked events, one entry a device or license.
extension MessageView {
  /// More alerts of one entry are counted, not shown.
  private static let mostInEntry = 5

  mutating func fillAlerts(_ root: RecordSlot<MessageNames>) {
    guard !entries.isEmpty else { return }
    let section = values.open(.alerts, of: root, SectionNames<AlertNames>.self)
    let majorEntries = entries.prefix { $0.worst.severity == .major }
    let minorEntries = entries[majorEntries.count...]
    let shown = majorEntries.prefix(budget.major) + minorEntries.prefix(budget.minor)
    let all = AlertCounts(digest.alerts)
    let here = AlertCounts(shown.flatMap(\.alerts))
    let heading = alertsHeading(all, here)
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, Sentences.inCapitals(heading))
    for entry in shown { append(entry, to: section) }
    var hidden: [String] = []
    if here.major < all.major {
      hidden.append(phrases.text(.`mail.more.major`, all.major - here.major))
    }
    if here.minor < all.minor {
      hidden.append(phrases.text(.`mail.more.minor`, all.minor - here.minor))
    }
    guard !hidden.isEmpty else { return }
    fillRemainder(sentences.joined(hidden), of: section)
  }

  /// `Also 800 major alerts, the first 10 of them here, 3 minor alerts`.
  private func alertsHeading(_ all: AlertCounts, _ here: AlertCounts) -> String {
    func count(_ phrase: PluralPhrase, _ all: Int, _ here: Int) -> String? {
      guard all > 0 else { return nil }
      let alerts = phrases.text(phrase, all)
      guard here < all else { return alerts }
      return phrases.text(.`mail.alerts.first`, here, ["alerts": alerts])
    }
    let counts = sentences.joined(
      [
        count(.`subject.major`, all.major, here.major),
        count(.`subject.minor`, all.minor, here.minor),
      ]
      .compactMap(\.self))
    guard !digest.expiring.isEmpty else { return Sentences.capitalized(counts) }
    return phrases.text(.`mail.alerts.also`, ["alerts": counts])
  }

  private mutating func append(
    _ entry: AlertEntry, to section: RecordSlot<SectionNames<AlertNames>>
  ) {
    let slot = values.append(to: .lines, of: section, AlertNames.self)
    slots.alerts.append(slot.elementSlot)
    let (sentences, today, worst) = (sentences, digest.date, entry.worst)
    let isMajor = worst.severity == .major
    let subject = fact(worst.subject)
    facts += sentences.brackets.open
    let virtualAccount = fact(
      worst.virtualAccount.map { account.virtualAccounts[$0] } ?? account.name)
    facts += sentences.brackets.close
    if worst.actionDue != nil { facts += sentences.separator }
    let due = fact { bytes in
      if let day = worst.actionDue { sentences.writeDue(day, on: today, to: &bytes) }
    }
    values.set(.isMajor, of: slot, isMajor)
    values.set(.severity, of: slot, sentences.name(of: worst.severity))
    values.set(.subject, of: slot, bytes: facts[subject])
    values.set(.virtualAccount, of: slot, bytes: facts[virtualAccount])
    values.set(.due, of: slot, bytes: facts[due])
    let capitals = sentences.capitals
    let label = Array((isMajor ? capitals.major : capitals.minor).utf8)
    let indent = capitals.width + 2
    rows.append(facts[...], label: label[...], indent: indent)
    facts.removeAll(keepingCapacity: true)
    for alert in entry.alerts.prefix(Self.mostInEntry) { append(alert, to: slot, indent) }
    let hidden = entry.alerts.count - Self.mostInEntry
    if hidden > 0 {
      let more = phrases.text(.`mail.more.alerts`, hidden)
      values.set(.moreFacts, of: slot, more)
      rows.append(Array(more.utf8)[...], indent: indent)
    }
    takeRows(.rows, of: slot)
  }

  /// An alert of an entry: its name and what it tells.
  private mutating func append(_ alert: Alert, to entry: RecordSlot<AlertNames>, _ indent: Int) {
    let slot = values.append(to: .facts, of: entry, AlertFactNames.self)
    let sentences = sentences
    let name = sentences.name(of: alert)
    values.set(.name, of: slot, name)
    let text = fact { bytes in
      if alert.isItsOwnDetail { return bytes.append(contentsOf: name.utf8) }
      sentences.writeLabelled(name, to: &bytes) { sentences.writeShortDetail(of: alert, to: &$0) }
    }
    values.set(.text, of: slot, bytes: facts[text])
    if let mark = appendMark(
      isNew: alert.isNew, isNoLongerDismissed: alert.isNoLongerDismissed)
    {
      values.set(.new, of: slot, bytes: facts[mark])
    }
    rows.append(facts[text.lowerBound...], indent: indent)
    facts.removeAll(keepingCapacity: true)
  }
}

/// How many alerts of each severity there are.
private struct AlertCounts {
  private(set) var major: Int
  private(set) var minor: Int

  init(_ alerts: [Alert]) {
    major = alerts.count { $0.severity == .major }
    minor = alerts.count - major
  }
}
