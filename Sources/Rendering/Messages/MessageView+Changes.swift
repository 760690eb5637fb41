internal import Licensing
internal import Templates

/// The section of what changed since the previous run: licenses, then alerts that are over.
extension MessageView {
  /// So many lines are shown; the portal and the pages have the rest.
  private static let mostChanges = 10

  mutating func fillChanges(_ root: RecordSlot<MessageNames>) {
    guard let news = digest.news else { return }
    let changes = digest.shownChanges
    let count = changes.count + news.cleared.count
    guard count > 0 else { return }
    let section = values.open(.changes, of: root, SectionNames<ChangeNames>.self)
    let heading = sentences.since(news.previous, on: digest.date)
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, Sentences.inCapitals(heading))
    for change in changes.prefix(Self.mostChanges) {
      append(sentences.mark(of: change), sentences.line(of: change), to: section)
    }
    let room = max(0, Self.mostChanges - changes.count)
    for alert in news.cleared.prefix(room) { append("✓", sentences.line(of: alert), to: section) }
    guard count > Self.mostChanges else { return }
    fillRemainder(
      phrases.text(.`mail.changes.more`, count - Self.mostChanges), of: section)
  }

  private mutating func append(
    _ mark: String, _ line: (text: String, place: String),
    to section: RecordSlot<SectionNames<ChangeNames>>
  ) {
    let slot = values.append(to: .lines, of: section, ChangeNames.self)
    values.set(.mark, of: slot, mark)
    values.set(.text, of: slot, line.text)
    values.set(.place, of: slot, line.place)
    let text = line.place.isEmpty ? line.text : sentences.bracketed(line.text, line.place)
    rows.append(Array("\(mark) \(text)".utf8)[...])
    takeRows(.rows, of: slot)
  }
}
