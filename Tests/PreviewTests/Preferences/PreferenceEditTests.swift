import Testing

@testable import Answers
@testable import license_digest_preview

struct PreferenceEditTests {
  /// A form as a browser sends it: summary and expiring event on, windows 90 and 30.
  private static let stored = """
    email=ann%40acme.example&as=ann%40acme.example&sha256=abc\
    &was-daily-summary=yes&was-status-notification=no&was-locale=en\
    &was-alert-events=licenses-expiring%2Cout-of-compliance&was-expiry-windows=90%2C30\
    &was-additional-emails=noc%40acme.example
    """
  private static let events = "&alert-events=licenses-expiring&alert-events=out-of-compliance"
  private static let rest = "&locale=en&additional-emails=noc%40acme.example"
  private static let windows = "&expiry-windows=90&expiry-windows=30"

  private func edit(_ text: String) -> PreferenceEdit { PreferenceEdit(FormFields(text)) }

  @Test(arguments: [
    ("&daily-summary=yes" + events + windows + rest, ["--daily-summary=yes"]),
    (
      "&daily-summary=yes" + events + "&expiry-windows=30&expiry-windows=60" + rest,
      ["--expiry-windows=30,60"]
    ),
    ("&daily-summary=yes" + events + rest, ["--expiry-windows=none"]),
    (
      "&daily-summary=yes&status-notification=yes" + events + windows + rest,
      ["--status-notification=yes"]
    ),
    (
      "&daily-summary=yes" + events + windows + "&locale=fr&additional-emails=",
      ["--additional-emails=none", "--locale=fr"]
    ),
    (
      "&daily-summary=yes" + events + windows
        + "&locale=en&additional-emails=+ops%40acme.example%3B%0D%0Anoc%40acme.example",
      ["--additional-emails=ops@acme.example,noc@acme.example"]
    ),
    (
      "&daily-summary=yes&alert-events=out-of-compliance" + rest,
      ["--alert-events=out-of-compliance"]
    ),
    ("&daily-summary=yes" + rest, ["--alert-events=none"]),
    (events + rest, ["--daily-summary=no"]),
  ])
  func `only what differs is saved`(form: String, fields: [String]) {
    #expect(
      edit(Self.stored + form).arguments
        == ["--email=ann@acme.example", "--as=ann@acme.example"] + fields)
  }

  @Test(arguments: [
    ("no", "", [String]()), ("no", "&expiry-windows=30", ["--expiry-windows=30"]),
    ("yes", "", ["--expiry-windows=none"]), ("yes", "&expiry-windows=90", ["--expiry-windows=90"]),
  ])
  func `turned on, windows are preselected by the rule unless the person cleared them`(
    script: String, windows: String, fields: [String]
  ) {
    let form = edit(
      """
      email=a&as=a&script=\(script)&daily-summary=yes&alert-events=licenses-expiring\(windows)\
      &was-daily-summary=no&was-status-notification=no&was-alert-events=licenses-expiring
      """)
    #expect(form.arguments == ["--email=a", "--as=a", "--daily-summary=yes"] + fields)
  }

  @Test(arguments: ["--dry-run", "-x", "a b", "a\nb", ""])
  func `no value is taken for another option`(text: String) {
    let address = FormFields.encoded([("email", text), ("as", text)])
    #expect(edit(address).arguments.prefix(2) == ["--email=\(text)", "--as=\(text)"])
  }

  @Test func `a form that is sent as an address says the same`() {
    let sent = edit(Self.stored + "&daily-summary=yes" + Self.events + "&locale=fr")
    #expect(edit(FormFields.encoded(sent.fields)) == sent)
  }

  @Test func `wishes move onto what is stored now, and tell what they meet`() {
    let sent = edit(
      Self.stored + "&daily-summary=yes" + Self.events + "&expiry-windows=60" + Self.rest)
    let now = PreferencesAnswer.User(
      email: "ann@acme.example", place: .init(path: "p.csv", line: 2, column: 1, sha256: "def"),
      editable: true, whyNot: nil, role: "admin", isAdmin: true,
      stored: .init(
        dailySummary: nil, statusNotification: nil, alertEvents: nil, expiryWindows: nil,
        additionalEmails: nil, locale: nil, virtualAccounts: nil),
      dailySummary: true, statusNotification: true,
      alertEvents: ["licenses-expiring", "out-of-compliance"], expiryWindows: [7],
      additionalEmails: ["noc@acme.example"], locale: "en", scope: .wholeAccount,
      tonight: .init(messages: []))
    let (edit, meanwhile) = sent.moved(onto: now)
    #expect(meanwhile == [.expiryWindows: ["7"]])
    #expect(edit[.statusNotification] == ["yes"])
    #expect(edit.changes == [.expiryWindows])
    #expect(edit[.expiryWindows] == ["60"])
    #expect(edit.sha256 == "def")
  }
}
