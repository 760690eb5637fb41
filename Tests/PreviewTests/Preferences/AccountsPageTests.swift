import Rendering
import Testing

@testable import license_digest_preview

struct AccountsPageTests {
  private func page(_ count: Int, asked: String = "") -> String {
    let accounts = (0..<count).map { "a\($0).example" }
    let phrases = Phrases(
      locale: "en",
      wording: [
        "language.plural.one": "i = 1", "preview.accounts.more.one": "One more.",
        "preview.accounts.more.other": "And {count} more.",
        "preview.accounts.none": "Nothing is built yet.",
        "preview.accounts.unknown": "No account {account} is published.",
      ])
    let around = Surroundings(state: .init(), phrases: phrases, frame: SiteFrame(nil))
    return AccountsPage(around: around, accounts: accounts, asked: asked).markup.text
  }

  @Test(arguments: [
    (0, 0, nil), (500, 500, nil), (501, 500, "One more."), (503, 500, "And 3 more."),
  ])
  func `a long list ends with what is left out`(count: Int, lines: Int, rest: String?) {
    let page = page(count)
    #expect(page.ranges(of: "<li>").count == lines)
    #expect(page.contains(" more.") == (rest != nil))
    #expect(rest.map(page.contains) != false)
    #expect(page.contains("Nothing is built yet.") == (count == 0))
  }

  @Test func `an unknown domain is told and escaped`() {
    let page = page(1, asked: "<script>")
    #expect(page.contains("No account &lt;script&gt; is published."))
    #expect(page.contains("value=\"&lt;script&gt;\""))
  }
}
