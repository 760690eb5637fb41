internal import Licensing
internal import Templates

/// Turns a digest into the values its templates are filled with, HTML and text alike.
struct MessageView {
  let digest: Digest
  /// The alerts of the digest, one entry a subject.
  let entries: [AlertEntry]
  let account: SmartAccount
  let sentences: Sentences
  /// Of this account.
  let links: MessageLinks
  /// The account's page, where lines lead to lines of it.
  let rowPage: String?
  let budget: MessageBudget
  var values = ViewValues()
  /// The slots of all lines, to look up their sizes.
  var slots = MessageBudget.Lines()
  /// The rows of what is being filled in.
  var rows = TextRows()
  /// The texts of the line that is being filled in, one behind the other.
  var facts: [UInt8] = []

  var phrases: Phrases { sentences.phrases }
  var texts: TextTable { sentences.texts }

  init(
    _ digest: Digest, entries: [AlertEntry], account: SmartAccount, subject: String,
    sentences: Sentences,
    links: MessageLinks, budget: MessageBudget
  ) {
    self.digest = digest
    self.entries = entries
    self.account = account
    self.sentences = sentences
    self.links = links
    rowPage = Self.rowPage(links, of: account, for: digest.variant.scope)
    self.budget = budget
    facts.reserveCapacity(512)
    rows.reserveCapacity()
    let root = values.root(MessageNames.self)
    fillHead(root, subject)
    fillChanges(root)
    fillExpiring(root)
    fillRenewed(root)
    fillAlerts(root)
    fillEvents(root)
    fillTotals(root)
    fillFoot(root)
  }

  private mutating func fillHead(_ root: RecordSlot<MessageNames>, _ subject: String) {
    let lead = sentences.lead(of: digest, account)
    let headlines = sentences.headlines(lead)
    let date = sentences.dates.long(digest.date)
    values.set(.locale, of: root, phrases.locale)
    values.set(.subject, of: root, subject)
    values.set(.preheader, of: root, sentences.preheader(lead))
    let name = fact(account.name)
    values.set(.accountName, of: root, bytes: facts[name])
    values.set(.date, of: root, date)
    values.set(.headline, of: root, headlines.first)
    values.set(.shortHeadline, of: root, headlines.short)
    values.set(.restHeadline, of: root, headlines.rest)
    facts += " - ".utf8
    facts += date.utf8
    rows.append(facts[name.lowerBound...])
    facts.removeAll(keepingCapacity: true)
    let texts = [headlines.first.uppercased(), headlines.short, headlines.rest]
    for text in texts where !text.isEmpty { rows.append(Array(text.utf8)[...]) }
    takeRows(.headRows, of: root)
    guard isCalm else { return }
    values.set(.isNothing, of: root, true)
    rows.append(Array(phrases.text(.`mail.nothing`).utf8)[...])
    takeRows(.nothingRows, of: root)
  }

  /// Whether nothing is to be done, and that is known.
  private var isCalm: Bool {
    digest.expiring.isEmpty && digest.renewed.isEmpty && digest.alerts.isEmpty
      && digest.unread.isNothing
  }

  private mutating func fillFoot(_ root: RecordSlot<MessageNames>) {
    let reason = sentences.reason(of: digest, account: account)
    values.set(.reason, of: root, reason)
    rows.append(Array(reason.utf8)[...])
    if !digest.variant.addedBy.isEmpty {
      let added = phrases.text(.`mail.why.added`)
      values.set(.added, of: root, added)
      rows.append(Array(added.utf8)[...])
    }
    if digest.kind == .dailySummary && digest.news == nil {
      let first = phrases.text(.`mail.changes.first`)
      values.set(.first, of: root, first)
      rows.append(Array(first.utf8)[...])
    }
    if digest.dismissedCount > 0 {
      let dismissed = phrases.text(.`mail.dismissed`, digest.dismissedCount)
      values.set(.dismissed, of: root, dismissed)
      rows.append(Array(dismissed.utf8)[...])
    }
    takeRows(.reasonRows, of: root)
    let unread = sentences.unread(of: digest)
    values.set(.hasUnread, of: root, !unread.isEmpty)
    for sentence in unread {
      values.append(to: .unread, of: root, sentence)
      rows.append(Array(sentence.utf8)[...])
    }
    takeRows(.unreadRows, of: root)
    values.set(.portalLink, of: root, links.portal ?? "")
    values.set(.supportLink, of: root, links.support ?? "")
    if leadsToPage { values.set(.accountLink, of: root, links.pages ?? "") }
    if !digest.expiring.isEmpty { values.set(.orderLink, of: root, links.commerce ?? "") }
  }

  /// Hands the rows that were laid out over to the text.
  mutating func takeRows<Names: TemplateNames>(_ name: Names, of slot: RecordSlot<Names>) {
    for row in 0..<rows.count { values.append(to: name, of: slot, bytes: rows[row]) }
    rows.removeAll()
  }

  /// Appends a name of the line that is being filled in, and gives its bytes in `facts`.
  mutating func fact(_ name: TextID) -> Range<Int> {
    let start = facts.count
    sentences.writeName(name, to: &facts)
    return start..<facts.count
  }

  /// Appends a fact of the line that is being filled in, and gives its bytes in `facts`.
  mutating func fact(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = facts.count
    write(&facts)
    return start..<facts.count
  }

  /// Appends the bracketed mark of a line that is new or no longer dismissed, and returns its bytes
  /// in `facts`; nil where the line is neither.
  mutating func appendMark(isNew: Bool?, isNoLongerDismissed: Bool) -> Range<Int>? {
    guard isNew == true || isNoLongerDismissed else { return nil }
    facts += sentences.brackets.open
    let sentences = sentences
    let phrase: Phrase = isNoLongerDismissed ? .`mail.noLongerDismissed` : .`mail.new`
    let mark = fact { sentences.phrases[phrase].write(to: &$0) }
    facts += sentences.brackets.close
    return mark
  }

  /// Says what a section leaves out and where it is: `and 132 more; the whole list is in the
  /// licensing portal`.
  mutating func fillRemainder<Line: TemplateNames>(
    _ sentence: String, of section: RecordSlot<SectionNames<Line>>
  ) {
    let rest =
      sentences.clauses([
        sentence, phrases.text(leadsToPage ? .`mail.more.onPage` : .`mail.more.inPortal`),
      ])
    values.set(.remainder, of: section, rest)
    rows.append(Array(rest.utf8)[...])
    takeRows(.remainderRows, of: section)
    values.set(.pageLink, of: section, pageLink)
  }

  /// Pages show a whole account, so only whole-account readers are led there.
  var leadsToPage: Bool { links.pages != nil && digest.variant.scope == .wholeAccount }

  /// Where the rest of a list is.
  var pageLink: String { (leadsToPage ? links.pages : links.portal) ?? "" }
}
