/// Puts the preview's bar into a published page as it is served; the file stays as it is.
enum PageDressing {
  /// The page with a bar that shows this before its script has run, and without it.
  static func dress(_ page: [UInt8], with bar: PreviewBar) -> [UInt8] {
    var text = String(decoding: page, as: UTF8.self)
    // The page's own policy allows no script to ask for anything; the bar's does.
    insert("connect-src 'self'; ", after: "content=\"default-src 'none'; ", in: &text)
    insert(PreviewBar.head.text, before: "</head>", in: &text)
    insert(bar.markup.text, before: "</body>", in: &text)
    return Array(text.utf8)
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
