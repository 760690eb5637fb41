import Testing

@testable import license_digest_preview

struct RequestGuardTests {
  private static let token = AccessToken(text: "0123abcd")
  private let requests = RequestGuard(port: 8_080, token: token)
  private static let cookie = ("Cookie", "other=1; license-digest-preview-8080=0123abcd")
  private static let host = ("Host", "127.0.0.1:8080")

  private func verdict(
    _ headers: [(String, String)], method: String = "GET", target: String = "/"
  ) -> RequestGuard.Verdict {
    requests.verdict(
      on: Request(method: method, target: target, headers: headers.map { ($0.0, $0.1) }))
  }

  private func status(_ verdict: RequestGuard.Verdict) -> Int? {
    if case .refused(let status, _) = verdict { status } else { nil }
  }

  @Test(arguments: ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080"])
  func `the preview's own host names are answered`(host: String) {
    #expect(verdict([("Host", host), Self.cookie]) == .allowed)
  }

  @Test(arguments: [
    [], ["evil.example:8080"], ["127.0.0.1"], ["127.0.0.1:8081"], ["localhost"], ["[::1]:8080"],
    ["127.0.0.1:8080.evil.example"], ["127.0.0.1:8080", "evil.example"], [""], ["0.0.0.0:8080"],
  ])
  func `another host name, none or two are refused`(hosts: [String]) {
    let answer = verdict(hosts.map { ("Host", $0) } + [Self.cookie])
    #expect(answer == .refused(status: 403, reason: "this address is not the preview's"))
  }

  @Test(arguments: ["same-origin", "none"])
  func `what a page of ours or the person asks is answered`(site: String) {
    #expect(verdict([Self.host, Self.cookie, ("Sec-Fetch-Site", site)]) == .allowed)
  }

  @Test(arguments: ["cross-site", "same-site", "anything", ""])
  func `what a page of another site asks is refused`(site: String) {
    let answer = verdict([Self.host, Self.cookie, ("Sec-Fetch-Site", site)])
    let reason = "another site's page asked for this (paste the address instead)"
    #expect(answer == .refused(status: 403, reason: reason))
  }

  @Test(arguments: [
    "http://evil.example", "null", "http://127.0.0.1:8081", "https://127.0.0.1:8080",
    "http://localhost:8080", "http://127.0.0.1:8080.evil.example",
  ])
  func `another origin is refused, also where it is this machine's`(origin: String) {
    #expect(status(verdict([Self.host, Self.cookie, ("Origin", origin)], method: "POST")) == 403)
    #expect(status(verdict([Self.host, Self.cookie, ("Origin", origin)])) == 403)
  }

  @Test(arguments: [
    ([("Origin", "http://127.0.0.1:8080")], true),
    ([("Sec-Fetch-Site", "same-origin")], true),
    ([("Sec-Fetch-Site", "none")], false),
    ([], false),
  ])
  func `a form must say that it is ours`(headers: [(String, String)], isAllowed: Bool) {
    let answer = verdict([Self.host, Self.cookie] + headers, method: "POST")
    #expect((answer == .allowed) == isAllowed)
  }

  @Test(arguments: [
    ("/?token=0123abcd", "/index.html"), ("/alerts.html?token=0123abcd", "/alerts.html"),
    ("//evil.example/?token=0123abcd", "/"), ("/\\evil.example?token=0123abcd", "/"),
  ])
  func `the printed address becomes a cookie and leads to no other host`(
    target: String, path: String
  ) {
    #expect(verdict([Self.host], target: target) == .welcome(path: path))
    #expect(verdict([Self.host, Self.cookie], target: target) == .welcome(path: path))
  }

  @Test(arguments: [
    ("/", ""), ("/", "license-digest-preview-8080=0123abce"),
    ("/", "license-digest-preview-8080="), ("/", "license-digest-preview-8081=0123abcd"),
    ("/?token=0123abc", ""), ("/?token=", ""), ("/?TOKEN=0123abcd", ""),
  ])
  func `without the right token nothing is answered`(target: String, cookie: String) {
    let answer = verdict([Self.host, ("Cookie", cookie)], target: target)
    let reason = "it needs the address with the token that the terminal printed"
    #expect(answer == .refused(status: 403, reason: reason))
  }

  @Test(arguments: ["PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"])
  func `other methods are not known`(method: String) {
    let answer = verdict([Self.host, Self.cookie], method: method)
    #expect(answer == .refused(status: 405, reason: "the preview knows GET, HEAD and POST"))
  }

  @Test(arguments: ["http://127.0.0.1:8080/", "*", ""])
  func `a target is a path`(target: String) {
    let answer = verdict([Self.host, Self.cookie], target: target)
    #expect(answer == .refused(status: 400, reason: "the target is no path"))
  }

  @Test func `a token is 256 random bits, and compared whole`() {
    let tokens = (0..<100).map { _ in AccessToken.random().text }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 64 })
    #expect(AccessToken(text: tokens[0]).matches(tokens[0]))
    #expect(!AccessToken(text: tokens[0]).matches(tokens[1]))
    #expect(!AccessToken(text: tokens[0]).matches(tokens[0] + "0"))
  }

  @Test func `the cookie is for this host's own pages, and for no script`() {
    #expect(
      requests.cookie
        == "license-digest-preview-8080=0123abcd; Path=/; HttpOnly; SameSite=Strict")
  }
}
