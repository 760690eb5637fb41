import Testing

@testable import license_digest_preview

struct OutputPathTests {
  @Test(arguments: [
    ("/", "/index.html"),
    ("/index.html", "/index.html"),
    ("/accounts/acme.example/", "/accounts/acme.example/index.html"),
    ("/accounts/acme.example/daily-90_30-en.1.eml", "/accounts/acme.example/daily-90_30-en.1.eml"),
  ])
  func `a published name is a path below the folder`(request: String, path: String) {
    #expect(OutputPath(request)?.target == path)
  }

  @Test(arguments: [
    "", "index.html", "/..", "/../secret", "/a/../../secret", "/./index.html", "/%2e%2e/secret",
    "/..%2fsecret", "/%2e%2e%2fsecret", "/a%00.html", "/a\0.html", "/..\\secret", "/a\\b", "//etc",
    "/a//b", "/.output.lock", "/accounts/.hidden/x", "/a b", "/é", "http://127.0.0.1/index.html",
    "/-/state?x", "/" + String(repeating: "a", count: 1_024),
  ])
  func `whatever could lead elsewhere is no path`(request: String) {
    #expect(OutputPath(request) == nil)
  }

  @Test(arguments: [
    ("/index.html", true), ("/alerts-12.html", true), ("/view.html", true),
    ("/accounts/acme.example/alerts.html", true),
    ("/accounts/acme.example/alerts-2.html", true),
    ("/accounts/acme.example/daily-90-en.html", false),
    ("/accounts/acme.example/status-en.html", false),
    ("/accounts/acme.example/deeper/alerts.html", false),
    ("/elsewhere/alerts.html", false), ("/alerts-x.html", false), ("/alerts.txt", false),
  ])
  func `only pages of these names keep their scripts`(request: String, isPage: Bool) {
    #expect(OutputPath(request)?.isPage == isPage)
  }

  @Test(arguments: [
    ("/index.html", "text/html; charset=utf-8"), ("/messages.jsonl", "text/plain; charset=utf-8"),
    ("/accounts/a.example/daily-90-en.1.eml", "text/plain; charset=utf-8"),
    ("/assets/site.css", "text/css; charset=utf-8"), ("/run.json", "application/json"),
    ("/accounts/a.example/renewals.csv", "text/csv; charset=utf-8"),
    ("/accounts/a.example/expiries.ics", "text/calendar; charset=utf-8"),
    ("/unknown.bin", "application/octet-stream"), ("/unknown", "application/octet-stream"),
  ])
  func `the content type is told by the ending`(request: String, type: String) {
    #expect(OutputPath(request)?.contentType == type)
  }
}
