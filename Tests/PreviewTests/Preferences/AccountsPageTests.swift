import Testing

@testable import license_digest_preview

struct AccountsPageTests {
  private func page(_ count: Int, asked: String = "") -> String {
    let accounts = (0..<count).map { "a\($0).example" }
    return AccountsPage(state: .init(), accounts: accounts, asked: asked).markup.text
  }

  @Test(arguments: [(0, 0, nil), (500, 500, nil), (503, 500, "And 3 more, which the field finds.")])
  func `a long list ends with what is left out`(count: Int, lines: Int, rest: String?) {
    let page = page(count)
    #expect(page.ranges(of: "<li>").count == lines)
    #expect(page.contains("And ") == (rest != nil))
    #expect(rest.map(page.contains) != false)
    #expect(page.contains("Nothing is built yet.") == (count == 0))
  }

  @Test func `an unknown domain is told and escaped`() {
    let page = page(1, asked: "<script>")
    #expect(page.contains("No account '&lt;script&gt;' is published (expected its domain"))
    #expect(page.contains("value=\"&lt;script&gt;\""))
  }
}
