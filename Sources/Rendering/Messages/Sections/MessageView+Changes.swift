internal import Licensing
internal import Templates

/// The section of what changed since the previous run: licenses, then alerts that are over.
extension MessageView {
  /// The most lines that a message shows; the portal and the pages have the rest.
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
      append(sentences.sentence(of: change), rowLink(to: change), to: section)
    }
    let room = max(0, Self.mostChanges - changes.count)
    for alert in news.cleared.prefix(room) {
      append(sentences.sentence(of: alert), nil, to: section)
    }
    guard count > Self.mostChanges else { return }
    fillRemainder(
      phrases.text(.`mail.changes.more`, count - Self.mostChanges), of: section)
  }

  private mutating func append(
    _ sentence: ChangeSentence, _ row: String?, to section: RecordSlot<SectionNames<ChangeNames>>
  ) {
    let slot = values.append(to: .lines, of: section, ChangeNames.self)
    values.set(.mark, of: slot, sentence.mark)
    values.set(.text, of: slot, sentence.text)
    values.set(.place, of: slot, sentence.place)
    if let row { values.set(.rowLink, of: slot, row) }
    let text =
      sentence.place.isEmpty ? sentence.text : sentences.bracketed(sentence.text, sentence.place)
    rows.append(Array(text.utf8)[...], label: Array(sentence.mark.utf8)[...], indent: 2)
    takeRows(.rows, of: slot)
  }
}
