import Exports
import Licensing
import Testing

@testable import license_digest

struct ConfigurationTests {
  @Test func `every key is read`() throws {
    let text = """
      from: a@b.example
      send_time: 07:00 +0100
      windows: [30, 90]
      milestones: [60, 7]
      severity: {licenses-expired: major}
      authorization: {grace_days: 10}
      date_order: mdy
      formats: [text, html]
      links: {portal: "https://x.example/{account}"}
      """
    let read = try Configuration.parse(text, path: "c.yml")
    #expect(read.ruleSettings.windows == [90, 30])
    #expect(read.ruleSettings.milestones == [60, 7])
    #expect(read.sendTime == Configuration.SendTime(minutes: 420, offset: 60))
    #expect(read.ruleSettings.severities == [.licensesExpired: .major])
    #expect(read.ruleSettings.graceDays == 10 && read.ruleSettings.periodDays == 90)
    #expect(read.exportOptions.dateOrder == .mdy && read.exportOptions.encoding == nil)
    #expect(read.formats == [.html, .text])
    #expect(read.links.portal == "https://x.example/{account}")
    #expect(try Configuration.parse("", path: "c.yml").ruleSettings.windows.count == 7)
    let windows = try Configuration.parse("milestones: [5]", path: "c.yml").ruleSettings.windows
    #expect(windows == [5])
  }

  @Test(arguments: [
    ("windws: [1]", "c.yml:1:1: error: unknown key 'windws' (did you mean 'windows'?)"),
    (
      "windows: [4000]", "c.yml:1:11: error: 'windows' is not a number of days (expected 0 to 3650)"
    ),
    (
      "send_time: 7",
      "c.yml:1:12: error: 'send_time' is not a time (expected for example 07:00 +0100)"
    ),
    (
      "links:\n  portal: javascript:x",
      "c.yml:2:11: error: 'portal' is not a link (expected https://... or mailto:...)"
    ),
    (
      "links:\n  portal: https://x.example/{license}",
      "c.yml:2:11: error: 'portal' has the unknown placeholder '{license}' (expected {account})"
    ),
    (
      "links:\n  commerce: https://x.example/{account}/{licence}",
      "c.yml:2:13: error: 'commerce' has the unknown placeholder '{licence}' "
        + "(expected {account}, {license}, {sku}, {subscription})"
    ),
    (
      "links:\n  unsubscribe: https://x.example/{}",
      "c.yml:2:16: error: 'unsubscribe' has the unknown placeholder '{}' "
        + "(expected {account}, {recipient})"
    ),
    (
      "severity: {licenses-expired: informational}",
      "c.yml:1:30: error: 'licenses-expired' is 'informational' (expected one of major, minor)"
    ),
    ("from: a@b.example\nfrom: c@d.example", "c.yml:2:1: error: 'from' is there twice"),
    (
      "links:\n  portal: https://a.example\n  'portal': https://b.example",
      "c.yml:3:3: error: 'portal' is there twice"
    ),
    ("links: {portal: a, portal: b}", "c.yml:1:9: error: 'portal' is there twice"),
    ("date_order: ymd", "c.yml:1:13: error: 'date_order' is 'ymd' (expected one of mdy, dmy)"),
    (
      "authorization: {zzzzzz: 1}\nfrom: []",
      """
      c.yml:1:17: error: unknown key 'zzzzzz' (expected one of renewal_days, period_days, grace_days)
      c.yml:2:7: error: 'from' is not a text
      """
    ),
  ])
  func `what is wrong is told with its place`(text: String, message: String) {
    let failure = #expect(throws: RunFailure.self) {
      try Configuration.parse(text, path: "c.yml")
    }
    #expect(failure?.message == message)
  }

  @Test func `wording is flattened with dots, and a list is an error`() throws {
    let file = try LocaleFile.parse("alert:\n  x-y:\n    name: Hello\n", path: "en.yml")
    #expect(file.texts == ["alert.x-y.name": "Hello"])
    let failure = #expect(throws: RunFailure.self) {
      try LocaleFile.parse("a:\n  b: [1]", path: "en.yml")
    }
    #expect(failure?.message == "en.yml:2:6: error: 'a.b' is not a text")
  }
}
