import Rendering
import Testing

@testable import license_digest_preview

struct MarkupTests {
  @Test func `text is escaped, markup is not`() {
    let name = "<b title=\"x\" class='y'>&amp;"
    let inner: Markup = "<i>\(name)</i>"
    #expect(
      ("<p>\(inner)\(3)</p>" as Markup).text
        == "<p><i>&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;</i>3</p>")
  }

  @Test(arguments: [
    ("a=1&b=2&a=3", ["1", "3"]), ("a=x+y%20z", ["x y z"]), ("a=%C3%A9", ["é"]),
    ("a=%zz&a", ["%zz", ""]), ("a=%FF", [""]), ("a=1#2&a=3", ["1#2", "3"]), ("", []), ("b=1", []),
    ("a=b=c", ["b=c"]),
  ])
  func `fields of a form are decoded`(text: String, values: [String]) {
    #expect(FormFields(text).all("a") == values)
  }

  @Test func `a page is dressed as it is served`() {
    let page = """
      <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; x">
      </head><body>Hello</body>
      """
    let bar = PreviewBar(
      state: .init(generation: 7), phrases: Phrases(locale: "en", wording: [:]),
      account: "acme.example")
    let dressed = String(
      decoding: PageDressing.dress(Array(page.utf8), with: bar), as: UTF8.self)
    #expect(dressed.contains("content=\"default-src 'none'; connect-src 'self'; x\""))
    #expect(dressed.contains("src=\"/-/preview.js\" defer></script>\n</head>"))
    #expect(dressed.contains("data-generation=\"7\" data-building="))
    #expect(dressed.contains("\" data-reload>"))
    #expect(dressed.contains("href=\"/-/preferences/acme.example\""))
    #expect(dressed.hasSuffix("</aside>\n</body>"))
  }
}
