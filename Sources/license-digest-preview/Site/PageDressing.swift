/// Puts the preview's bar into a published page as it is served; the file stays as it is.
enum PageDressing {
  /// The page with a bar that shows this before its script has run, and without it; an account's
  /// with the forms of its alerts.
  static func dress(
    _ page: [UInt8], with bar: PreviewBar, _ dismissals: DismissalsForm? = nil
  ) -> [UInt8] {
    var text = String(decoding: page, as: UTF8.self)
    if let dismissals { add(dismissals, to: &text) }
    // The page's own policy allows no script to ask for anything; the bar's does.
    insert("connect-src 'self'; ", after: "content=\"default-src 'none'; ", in: &text)
    insert(PreviewBar.head.text, before: "</head>", in: &text)
    insert(bar.markup.text, before: "</body>", in: &text)
    return Array(text.utf8)
  }

  /// The published page has no form, and its policy allows none.
  private static func add(_ dismissals: DismissalsForm, to text: inout String) {
    text = withLinks(dismissals.links, in: text)
    let (dismissing, restoring) = (dismissals.folded.text, dismissals.restoring.text)
    guard !(dismissing + restoring).isEmpty,
      let policy = text.firstRange(of: "form-action 'none'"),
      let alerts = text.firstRange(of: "<h2 id=\"alerts\">"),
      let heading = text[alerts.upperBound...].firstRange(of: "</h2>")
    else { return }
    if !dismissing.isEmpty { text.insert(contentsOf: "\n" + dismissing, at: heading.upperBound) }
    if !restoring.isEmpty, let dismissed = text.firstRange(of: "<h2 id=\"dismissed\">"),
      let heading = text[dismissed.upperBound...].firstRange(of: "</h2>")
    {
      text.insert(contentsOf: "\n" + restoring, at: heading.upperBound)
    }
    text.replaceSubrange(policy, with: "form-action 'self'")
    insert(DismissalsForm.head.text, before: "</head>", in: &text)
  }

  /// The page with a link at the end of each alert's row that has one.
  private static func withLinks(_ links: [String: Markup], in text: String) -> String {
    if links.isEmpty { return text }
    let parts = text.split(separator: "<tr data-alert=\"", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts[0])) { page, row in
      page += "<tr data-alert=\""
      guard let link = links[String(row.prefix { $0 != "\"" })],
        let rowEnd = row.firstRange(of: "</tr>"),
        let end = row[..<rowEnd.lowerBound].ranges(of: "</td>").last
      else {
        page += row
        return
      }
      page += row[..<end.lowerBound] + link.text + row[end.lowerBound...]
    }
  }

  private static func insert(_ addition: String, after mark: String, in text: inout String) {
    guard let range = text.firstRange(of: mark) else { return }
    text.insert(contentsOf: addition, at: range.upperBound)
  }

  private static func insert(_ addition: String, before mark: String, in text: inout String) {
    guard let range = text.ranges(of: mark).last else {
      text += addition
      return
    }
    text.insert(contentsOf: addition, at: range.lowerBound)
  }
}
