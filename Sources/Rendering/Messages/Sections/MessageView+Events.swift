internal import Licensing
internal import Templates

/// The section of the portal's events.
extension MessageView {
  mutating func fillEvents(_ root: RecordSlot<MessageNames>) {
    guard !digest.events.isEmpty else { return }
    let section = values.open(.events, of: root, SectionNames<EventNames>.self)
    let isYesterday = digest.since.days(until: digest.date) == 1
    let heading = phrases.text(
      isYesterday ? .`mail.events.yesterday` : .`mail.events.since`,
      ["date": sentences.dates.short(digest.since)])
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, Sentences.inCapitals(heading))
    for event in digest.events.prefix(budget.events) { append(event, to: section) }
    let hidden = digest.events.count - budget.events
    guard hidden > 0 else { return }
    fillRemainder(phrases.text(.`mail.more.events`, hidden), of: section)
  }

  private mutating func append(_ event: Event, to section: RecordSlot<SectionNames<EventNames>>) {
    let line = values.append(to: .lines, of: section, EventNames.self)
    slots.events.append(line.elementSlot)
    let (sentences, isDayNamed) = (sentences, digest.since.days(until: digest.date) == 1)
    let time = fact { sentences.writeTime(of: event, isDayNamed: isDayNamed, to: &$0) }
    values.set(.time, of: line, bytes: facts[time])
    let named: [(EventNames, TextID)] = [
      (.kind, event.type),
      (.virtualAccount, event.virtualAccount.map { account.virtualAccounts[$0] } ?? .empty),
      (.user, event.user),
    ]
    for (name, text) in named where !text.isEmpty {
      if !facts.isEmpty { facts += sentences.separator }
      let fact = fact(text)
      values.set(name, of: line, bytes: facts[fact])
    }
    rows.append(facts[...])
    let message = Array(
      Sentences.cut(texts.string(event.message), to: Sentences.longestText).utf8)
    values.set(.message, of: line, bytes: message[...])
    rows.append(message[...], indent: 4)
    takeRows(.rows, of: line)
    facts.removeAll(keepingCapacity: true)
  }
}
