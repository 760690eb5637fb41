internal import Licensing
internal import Templates

/// Turns a digest into the values its templates are filled with, HTML and text alike.
struct MessageView {
  let digest: Digest
  let account: SmartAccount
  let sentences: Sentences
  /// Of this account.
  let links: MessageLinks
  let cut: MessageCut
  var values = TemplateValues()
  /// The places of all lines, for their sizes.
  var places = MessageCut.Sizes()

  var phrases: Phrases { sentences.phrases }
  var texts: TextTable { sentences.texts }

  init(
    _ digest: Digest, account: SmartAccount, sentences: Sentences, links: MessageLinks,
    cut: MessageCut
  ) {
    self.digest = digest
    self.account = account
    self.sentences = sentences
    self.links = links
    self.cut = cut
    let root = values.root(MessageNames.self)
    fillHead(root)
    fillExpiring(root)
    fillAlerts(root)
    fillEvents(root)
    fillTotals(root)
    fillFoot(root)
  }

  private mutating func fillHead(_ root: RecordPlace<MessageNames>) {
    let accountName = texts.string(account.name)
    let headline = sentences.headline(of: digest)
    values.set(.locale, of: root, phrases.locale)
    values.set(.subject, of: root, sentences.subject(of: digest, accountName: accountName))
    values.set(.preheader, of: root, sentences.preheader(of: digest, account: account))
    values.set(.accountName, of: root, name(account.name))
    values.set(.date, of: root, sentences.dates.long(digest.date))
    values.set(.headline, of: root, headline)
    let shortHeadline = sentences.shortHeadline(of: digest) ?? ""
    values.set(.shortHeadline, of: root, shortHeadline)
    let title = "\(name(account.name)) - \(sentences.dates.long(digest.date))"
    for text in [title, headline.uppercased(), shortHeadline] where !text.isEmpty {
      for row in TextLayout.wrap(text) { values.append(to: .headRows, of: root, row) }
    }
    guard digest.expiring.isEmpty && digest.alerts.isEmpty else { return }
    values.set(.isNothing, of: root, true)
    for row in TextLayout.wrap(phrases.text(.nothing)) {
      values.append(to: .nothingRows, of: root, row)
    }
  }

  private mutating func fillFoot(_ root: RecordPlace<MessageNames>) {
    let reason = sentences.reason(of: digest, account: account)
    values.set(.reason, of: root, reason)
    for row in TextLayout.wrap(reason) { values.append(to: .reasonRows, of: root, row) }
    let unread = sentences.unread(of: digest)
    values.set(.hasUnread, of: root, !unread.isEmpty)
    for sentence in unread {
      values.append(to: .unread, of: root, sentence)
      for row in TextLayout.wrap(sentence) { values.append(to: .unreadRows, of: root, row) }
    }
    values.set(.portalLink, of: root, links.portal ?? "")
    values.set(.supportLink, of: root, links.support ?? "")
    if !digest.expiring.isEmpty { values.set(.orderLink, of: root, links.commerce ?? "") }
  }

  /// A name as far as HTML and text show it.
  func name(_ text: TextID) -> String {
    Sentences.cut(texts.string(text), to: Sentences.longestName)
  }

  /// `and 132 more; the whole list is in the licensing portal`.
  func remainder(_ sentence: String) -> String {
    "\(sentence); \(phrases.text(leadsToPage ? .moreOnPage : .moreInPortal))"
  }

  /// Pages show a whole account, so only whole-account readers are led there.
  var leadsToPage: Bool { links.pages != nil && digest.variant.scope == .wholeAccount }

  /// Where the rest of a list is.
  var pageLink: String { (leadsToPage ? links.pages : links.portal) ?? "" }
}
