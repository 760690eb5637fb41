import Testing

@testable import Rendering

struct LinkTemplateTests {
  private func links(_ commerce: String) -> MessageLinks {
    MessageLinks(portal: nil, commerce: commerce, support: nil, pages: nil)
      .filled(account: "a.example")
  }

  @Test func `values are percent-encoded, so that none leaves its place in the link`() {
    let link = LinkTemplate("https://c.example/{license}?s={subscription}")
      .filled(.license, "A/B & \"C\" é{sku}").filled(.subscription, "a&b=#c")
    #expect(
      link.written
        == "https://c.example/A%2FB%20%26%20%22C%22%20%C3%A9%7Bsku%7D?s=a%26b%3D%23c")
  }

  @Test(arguments: [
    ("https://c.example/renew?account={account}", "https://c.example/renew?account=a.example"),
    (
      "https://c.example/renew?account={account}&s={subscription}",
      "https://c.example/renew?account=a.example"
    ),
    ("https://c.example/renew?s={subscription}", "https://c.example/renew"),
    ("https://c.example/{account}/{sku}", "https://c.example/a.example"),
    ("mailto:sales@c.example?subject={license}", "mailto:sales@c.example"),
  ])
  func `the account's link leaves out what is about one line`(link: String, expected: String) {
    #expect(links(link).commerce == expected)
  }

  @Test(arguments: [
    ("https://c.example/{account}", "S1", nil),
    ("https://c.example/?s={subscription}", "S1", "https://c.example/?s=S1"),
    ("https://c.example/?s={subscription}", "", "https://c.example/"),
    ("https://c.example/?l={license}", "", "https://c.example/?l=L"),
  ])
  func `a line has a link of its own where one can be made`(
    link: String, subscription: String, expected: String?
  ) {
    #expect(
      links(link).order(license: "L", sku: "", subscription: subscription) == expected)
  }

  @Test(arguments: [1_977, 1_978])
  func `a link over 2,000 bytes falls back to the account's`(length: Int) {
    let name = String(repeating: "n", count: length)
    let link = links("https://c.example/?l={license}&a").order(
      license: name, sku: "", subscription: "")
    #expect(link == (length > 1_977 ? "https://c.example/?a" : "https://c.example/?l=\(name)&a"))
  }

  @Test func `every name in braces is a placeholder`() {
    #expect(LinkTemplate("https://{a}.example/{b}{}/{c").placeholders == ["a", "b", ""])
  }
}
