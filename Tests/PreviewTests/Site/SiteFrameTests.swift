import Testing

@testable import license_digest_preview

struct SiteFrameTests {
  @Test func `the navigation of a published page leads the same way from any address`() {
    let page = """
      <!DOCTYPE html>
      <html lang="fr" dir="ltr"><body><header class="top"><p>License Digest</p>
      <a href="index.html" aria-current="page">Comptes</a> <a href="help-fr.html">Aide</a></header>
      <main></main></body></html>
      """
    let frame = SiteFrame(Array(page.utf8))
    #expect(frame.locale == "fr")
    #expect(
      frame.header.text == """
        <header class="top"><p>License Digest</p>
        <a href="/index.html">Comptes</a> <a href="/help-fr.html">Aide</a></header>
        """)
  }

  @Test(arguments: [
    (nil, ""), ("", ""), ("<html>", ""), ("<html lang=\"\">", ""),
    ("<html lang=\"pt-BR\">", "pt-BR"), ("<html lang=\"x\"><script>", "x"),
  ])
  func `a page without a header or a language has none`(page: String?, locale: String) {
    let frame = SiteFrame(page.map { Array($0.utf8) })
    #expect(frame.locale == locale)
    #expect(frame.header == "")
  }
}
