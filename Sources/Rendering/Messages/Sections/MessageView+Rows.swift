internal import Licensing

/// Links from a message's lines to the lines of the account's page.
extension MessageView {
  /// The account's page where its lines can be led to.
  ///
  /// An account whose licenses take several pages has none: which of them holds a line is known to
  /// the pages alone.
  static func rowPage(_ links: MessageLinks, of account: SmartAccount, for scope: Scope) -> String?
  {
    guard scope == .wholeAccount, let page = links.pages, page.hasPrefix("https:"),
      !page.contains("#"), account.terms.count <= Paging.length
    else { return nil }
    return page
  }

  /// The link to the line that a term is in; nil where there is none.
  func rowLink(to term: Term) -> String? {
    rowPage.map { "\($0)#\(Anchor.license(of: term, in: account, texts: texts))" }
  }

  /// The link to the line that a change has left; nil where there is none.
  func rowLink(to change: Change) -> String? {
    guard let page = rowPage, let facts = change.after else { return nil }
    return "\(page)#\(Anchor.license(of: change.key, facts))"
  }
}
