/// What is around the content of the published pages in one language, and so around the
/// preview's own: there is one navigation, that of the templates.
struct SiteFrame: Sendable {
  /// The language of the page it was taken from; empty where there is none yet.
  let locale: String
  let header: Markup

  /// The frame of a published page that lies in the folder itself.
  init(_ page: [UInt8]?) {
    let text = page.map { String(decoding: $0, as: UTF8.self) } ?? ""
    locale = Self.locale(of: text)
    guard let start = text.firstRange(of: "<header class=\"top\">"),
      let end = text[start.upperBound...].firstRange(of: "</header>")
    else {
      header = ""
      return
    }
    let published = String(text[start.lowerBound..<end.upperBound])
      .replacing(" aria-current=\"page\"", with: "")
    header = Markup(published: published.replacing("href=\"", with: "href=\"/"))
  }

  /// The language a page says it is in; empty where it says none.
  static func locale(of page: some StringProtocol) -> String {
    let mark = "<html lang=\""
    guard let start = page.prefix(256).firstRange(of: mark) else { return "" }
    return String(page[start.upperBound...].prefix { $0.isLetter || $0 == "-" })
  }
}
