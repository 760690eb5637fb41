import Testing

@testable import Exports
@testable import Licensing

struct XMLExportTests {
  private func read(_ text: String, pieces: Int = 1_000_000) -> ExportRows {
    readRows(Array(text.utf8), pieces: pieces)
  }

  private static let export = """
    <?xml version="1.0" encoding="UTF-8"?>
    <license-export version="1">
      <smart-account domain="acme.example" name="Acme &amp; Co">
        <virtual-account name="DEFAULT">
          <license name="Apex" sku="A" in-use="40" status="Out of Compliance">
            <term type="TERM" quantity="50" end-date="2026-12-21" subscription-id="Sub1"/>
            <term type="PERPETUAL" quantity="10" sku="B"/>
          </license>
          <license name="Bare"/>
          <product-instance name="edge-1" product="C9300" authorization-date="2026-11-01"/>
          <event time="2026-11-21T16:05:00Z" type="New" message="m" user="alice"/>
        </virtual-account>
        <event time="2026-11-21T09:00:00Z" type="Agreement" message="x"/>
      </smart-account>
    </license-export>
    """

  @Test(arguments: [1, 7, 64, 1_000_000])
  func `terms, instances and events are rows, whatever the pieces`(pieces: Int) {
    let rows = read(Self.export, pieces: pieces)
    let texts = rows.texts
    #expect(rows.kind == .licenses && !rows.isCutShort)
    #expect(rows.licenses.map { texts.string($0.license) } == ["Apex", "Apex", "Bare"])
    #expect(rows.licenses.map(\.quantity) == [50, 10, 0])
    #expect(rows.licenses.map { texts.string($0.sku) } == ["A", "B", ""])
    #expect(rows.licenses.map(\.inUse) == [40, 40, nil])
    #expect(rows.licenses.map(\.isOutOfCompliance) == [true, true, false])
    #expect(texts.string(rows.licenses[0].accountName) == "Acme & Co")
    #expect(rows.licenses[0].location.line == 6)
    #expect(rows.instances.map { texts.string($0.name) } == ["edge-1"])
    #expect(rows.events.map { texts.string($0.virtualAccount) } == ["DEFAULT", ""])
    #expect(rows.diagnostics.map(\.code) == ["license-without-term"])
  }

  @Test func `the portal's own alerts are rows of their virtual account or of the account`() {
    let rows = read(
      """
      <license-export version="1"><smart-account domain="acme.example">
      <virtual-account name="Lab"><alert severity="Minor" type="Synchronization Overdue"
        source="onprem-1" message="m" action-due="2026-12-01"/></virtual-account>
      <alert severity="INFORMATIONAL" type="Agreement"/><alert severity="loud" type="X"/>
      <alert severity="major"/></smart-account></license-export>
      """)
    let texts = rows.texts
    #expect(rows.alerts.map(\.severity) == [.minor, .informational, .minor])
    #expect(rows.alerts.map { texts.string($0.virtualAccount) } == ["Lab", "", ""])
    #expect(rows.alerts.map { texts.string($0.source) } == ["onprem-1", "", ""])
    #expect(rows.alerts.map(\.actionDue?.iso) == ["2026-12-01", nil, nil])
    #expect(
      rows.diagnostics.map(\.message) == [
        "severity 'loud' is not known (expected major, minor or informational); minor is used",
        "the alert is empty; row rejected",
      ])
    #expect(rows.rejected.map(\.kind) == [.alerts])
  }

  /// Attributes of a license and of its term, and what the row says then.
  @Test(
    arguments: [
      ("", "quantity='1' expiry='2026-12-01'", "2026-12-01", false),
      ("", "quantity='1' end_date='2026-12-01'", "2026-12-01", false),
      ("", "Expires='2026-11-30' quantity='1' end-date='2026-12-01'", "2026-12-01", false),
      ("", "quantity='1' end-date='2026-12-01' expires='2026-11-30'", "2026-12-01", false),
      ("end-date='2026-12-01'", "quantity='1'", "2026-12-01", false),
      ("end-date='2026-11-30'", "quantity='1' end-date='2026-12-01'", "2026-12-01", false),
      ("end-date='2026-12-01'", "quantity='1' status='EXPIRED'", "2026-12-01", true),
      ("end-date='2026-12-01'", "qty='1' status='expired'", "2026-12-01", true),
    ])
  func `an attribute under another name or on the element beside it is read with a warning`(
    license: String, term: String, end: String, isInactive: Bool
  ) {
    let rows = read(
      "<license-export version='1'><smart-account domain='acme.example'><virtual-account name='A'>"
        + "<license name='L' \(license)><term \(term)/></license></virtual-account>"
        + "</smart-account></license-export>")
    #expect(rows.licenses.map { $0.end.date?.iso } == [end])
    #expect(rows.licenses.map(\.isInactive) == [isInactive] && rows.licenses.map(\.quantity) == [1])
    #expect(rows.diagnostics.allSatisfy { $0.severity == .warning } && !rows.diagnostics.isEmpty)
    #expect(
      rows.diagnostics.allSatisfy { diagnostic in
        ["end_date", "term_status", "quantity"].contains {
          diagnostic.message.hasSuffix(
            " is not in the schema; it is read as '\($0)' where that is missing")
        }
      })
  }

  /// An element out of place, what is said of it, and how many rows are rejected.
  @Test(
    arguments: [
      (
        "<license name='L'><term quantity='1'/></license>",
        "element 'license' is out of place in 'smart-account' (expected in 'virtual-account'); row rejected",
        1
      ),
      (
        "<license name='L'/>",
        "element 'license' is out of place in 'smart-account' (expected in 'virtual-account'); row rejected",
        1
      ),
      (
        "<virtual-account name='A'><virtual-account name='B'><license name='L'><term/><term/></license>"
          + "<x><event/></x><alert/></virtual-account></virtual-account>",
        "element 'virtual-account' is out of place in 'virtual-account' (expected in 'smart-account'; "
          + "4 rows are lost); row rejected",
        4
      ),
      (
        "<smart-account domain='b.example'/>",
        "element 'smart-account' is out of place in 'smart-account' (expected in the root); value ignored",
        0
      ),
      (
        "<group><product-instance name='x'/></group>",
        "element 'product-instance' is out of place in an unknown element (expected in 'virtual-account'); "
          + "row rejected",
        1
      ),
      (
        "<additional-email>x</additional-email>",
        "element 'additional-email' is out of place in 'smart-account' (expected in 'user'); value ignored",
        0
      ),
      ("<x:group xmlns:x='urn:x'><license/></x:group>", nil, 0),
    ] as [(String, String?, Int)])
  func `a known element in a wrong place is an error and its rows are rejected`(
    element: String, message: String?, rejected: Int
  ) {
    let text =
      "<license-export version='1'><smart-account domain='acme.example'>\(element)"
      + "<virtual-account name='A'><license name='L'><term quantity='1'/></license>"
      + "</virtual-account></smart-account></license-export>"
    for pieces in [1, 1_000_000] {
      let rows = read(text, pieces: pieces)
      let errors = rows.diagnostics.filter { $0.severity == .error }
      #expect(errors.map(\.message) == (message.map { [$0] } ?? []))
      let account = element.contains("b.example") ? "b.example" : "acme.example"
      #expect(errors.allSatisfy { $0.account == account })
      #expect(rows.kept == 1 && rows.rejected.count == rejected)
    }
  }

  @Test(arguments: [1, 1_000_000])
  func `what is out of place is told where the document breaks within it, too`(pieces: Int) {
    let rows = read(
      "<license-export version='1'><smart-account domain='acme.example'><group>"
        + "<license name='L'><term quantity='1'/>", pieces: pieces)
    #expect(
      rows.diagnostics.filter { $0.severity == .error }.map(\.code) == [
        "malformed-xml", "misplaced-element",
      ])
    #expect(rows.kept == 0)
    #expect(rows.rejected.count == 1, "\(rows.diagnostics.map(\.message))")
    #expect(rows.isCutShort)
  }

  @Test func `a user outside of an account is rejected where its tag ends`() {
    let rows = read(
      "<preference-export version='1'><user email='a@b.example'/></preference-export>")
    #expect(
      rows.diagnostics.map { "\($0.location.line):\($0.location.column): \($0.message)" } == [
        "1:57: element 'user' is out of place in 'preference-export' (expected in 'smart-account'); "
          + "row rejected"
      ])
    #expect(rows.rejected.map(\.kind) == [.preferences])
  }

  @Test(
    arguments: [
      ("virtual-accounts='A;\"B;C\"'", "", ["A", "B;C"], nil),
      ("virtual-accounts=' '", "<virtual-account name='D;E'/>", ["D;E"], nil),
      ("", "<virtual-account name='D'/><virtual-account name=' '/><virtual-account/>", ["D"], nil),
      (
        "virtual-accounts='A'", "<virtual-account name='D'/>", nil,
        "'virtual-accounts' lists names, and so do elements 'virtual-account' (expected one of the "
          + "two); row rejected"
      ),
    ] as [(String, String, [String]?, String?)])
  func `a scope is the attribute's list or the elements, not both`(
    attribute: String, elements: String, names: [String]?, message: String?
  ) {
    let rows = read(
      "<preference-export version='1'><smart-account domain='acme.example'><user "
        + "email='a@acme.example' daily-summary='yes' \(attribute)>\(elements)</user></smart-account>"
        + "</preference-export>")
    let listed: [[String]] = rows.preferences.map { row in
      guard case .listed(let names) = row.virtualAccounts else { return [] }
      return names.map(rows.texts.string)
    }
    #expect(listed == (names.map { [$0] } ?? []))
    #expect(rows.diagnostics.map(\.message) == (message.map { [$0] } ?? []))
    #expect(rows.rejected.count == (message == nil ? 0 : 1))
  }

  @Test func `one additional-email is one address, whatever it holds`() {
    let rows = read(
      """
      <preference-export version='1'><smart-account domain='acme.example'>
      <user email='a@acme.example' alert-events='Licenses Expiring; failed-to-renew'>
      <additional-email>x@acme.example,y@acme.example</additional-email>
      <additional-email> <!-- c -->z@<!-- d -->acme.example\u{200e} </additional-email>
      <additional-email/></user></smart-account></preference-export>
      """)
    #expect(
      rows.preferences.map(\.additionalEmails) == [
        ["x@acme.example,y@acme.example", "z@acme.example"]
      ])
    #expect(
      rows.preferences.map(\.alertEvents) == [.listed(["Licenses Expiring", "failed-to-renew"])])
    #expect(rows.diagnostics.map(\.code) == ["direction-removed"])
  }

  @Test func `what one user's elements take is bounded`() {
    for child in [
      "<additional-email>\(String(repeating: "x", count: 100))</additional-email>",
      "<virtual-account name='\(String(repeating: "x", count: 100))'/>", "<virtual-account/>",
    ] {
      let rows = read(
        "<preference-export version='1'><smart-account domain='acme.example'>"
          + "<user email='a@acme.example'>\(String(repeating: child, count: 20_000))</user>"
          + "</smart-account></preference-export>", pieces: 10_000)
      #expect(rows.diagnostics.map(\.code) == ["field-too-long"] && rows.kept == 0)
    }
  }

  @Test func `users are preference rows, their scope and addresses are elements`() {
    let rows = read(
      """
      <preference-export version="1"><smart-account domain="acme.example">
      <user email="a@acme.example" role="smart-account-admin" daily-summary="yes"
        virtual-accounts="*" alert-events="*" expiry-windows="90 30" locale="fr">
        <additional-email>noc@acme.example</additional-email>
      </user>
      <user email="b@acme.example" daily-summary="yes"><virtual-account name="A;B &quot;C&quot;"/>
        <virtual-account name="&#x301;;&quot;&#x301;"/>
      </user></smart-account></preference-export>
      """)
    #expect(rows.diagnostics.isEmpty)
    #expect(rows.preferences.map(\.expiryWindows) == [.listed(["90", "30"]), .unset])
    #expect(rows.preferences[0].additionalEmails == ["noc@acme.example"])
    #expect(rows.preferences[0].virtualAccounts == .all)
    guard case .listed(let names) = rows.preferences[1].virtualAccounts else {
      Issue.record("a list is expected")
      return
    }
    #expect(
      names.map { Array(rows.texts.string($0).utf8) }
        == ["A;B \"C\"", "\u{301};\"\u{301}"].map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x/>", "doctype"),
    ("<something/>", "unknown-kind"), ("<license-export version=\"2\"/>", "unknown-kind"),
    ("<license-export>", "unknown-kind"),
    ("<license-export version=\"1\" xmlns=\"urn:x\"/>", "unknown-kind"), ("<<", "malformed-xml"),
    (
      "<license-export version=\"1\">" + String(repeating: "<a>", count: 100),
      "too-deep"
    ),
  ])
  func `a document that cannot be used is rejected whole`(text: String, code: String) {
    let rows = read(text)
    #expect(rows.diagnostics.filter { $0.severity == .error }.map(\.code) == [code])
    #expect(rows.kind == nil && rows.kept == 0)
  }

  @Test func `a namespace of the root is named`() {
    let rows = read("<license-export version='1' xmlns='urn:x'></license-export>")
    #expect(
      rows.diagnostics.map(\.message) == [
        "'license-export' is in the namespace 'urn:x' (expected none: no xmlns); file rejected"
      ])
  }

  @Test func `what is unknown is noted once, quoted and cut`() {
    let long = String(repeating: "n", count: 90)
    let rows = read(
      "<license-export version=\"1\" colour=\"red\"><smart-account domain=\"acme.example\" id=\"1\">"
        + "<\(long)/><\(long)/></smart-account><smart-account id=\"2\"/></license-export>")
    #expect(
      rows.diagnostics.map(\.message) == [
        "attribute 'colour' of 'license-export' is not known and is ignored",
        "attribute 'id' of 'smart-account' is not known and is ignored",
        "element '\(long.prefix(80))...' is not known and is ignored",
      ])
    #expect(rows.diagnostics.map(\.value) == ["colour", "id", long])
  }

  @Test func `a version is cleaned before it is shown`() {
    let rows = read("<license-export version=\"&#10;&#x202e;2\"/>")
    #expect(
      rows.diagnostics.map(\.message) == [
        "version '2' of license-export is not known (expected 1); file rejected"
      ])
  }

  @Test func `what libxml2 says of a break is cut`() throws {
    let name = String(repeating: "n", count: 5_000)
    let rows = read("<license-export version=\"1\"><\(name)></license-export>")
    let message = try #require(Array(rows.diagnostics).last?.message)
    #expect(message.hasPrefix("Opening and ending tag mismatch: nnn"))
    #expect(message.hasSuffix("...; file cut short") && message.count < 200)
  }

  @Test func `a document that breaks midway keeps what was complete`() throws {
    let middle = try #require(Self.export.firstRange(of: "PERPETUAL"))
    let rows = read(String(Self.export[..<middle.lowerBound]))
    #expect(rows.isCutShort)
    #expect(rows.kept == 1)
    #expect(rows.diagnostics.map(\.code) == ["malformed-xml"])
  }

  @Test(arguments: [256, 257, 10_000])
  func `an element of more attributes than libxml2 can compare ends the document`(count: Int) {
    let attributes = (0..<count).map { " a\($0)=''" }.joined()
    let rows = read("<license-export version='1'><x\(attributes)/></license-export>", pieces: 7)
    let message = "an element has more than 256 attributes or 16 namespaces; file cut short"
    let expected = count > XMLReader.mostAttributes ? [message] : []
    #expect(rows.diagnostics.filter { $0.severity == .error }.map(\.message) == expected)
  }

  @Test func `text that no column takes is not kept`() {
    let text = String(repeating: "x", count: 100_000)
    let rows = read(
      """
      <preference-export version="1"><smart-account domain="acme.example">\(text)
      <user email="a@acme.example"><additional-email>\(text)</additional-email></user>
      <user email="b@acme.example">\(text)<additional-email>c@acme.example</additional-email></user>
      </smart-account></preference-export>
      """, pieces: 1_000)
    #expect(rows.diagnostics.map(\.code) == ["field-too-long"])
    #expect(rows.preferences.map(\.additionalEmails) == [["c@acme.example"]])
  }

  @Test(arguments: [1, 64, 1_000_000])
  func `bytes that the stated encoding has not cut the file short`(pieces: Int) {
    let text = "<?xml version='1.0' encoding='windows-1252'?>" + Self.export.dropFirst(39)
    var bytes = Array(text.utf8)
    bytes.insert(0x81, at: bytes.count - 30)
    let rows = readRows(bytes, pieces: pieces)
    #expect(rows.isCutShort)
    #expect(rows.diagnostics.contains { $0.code == "malformed-xml" })
  }

  @Test(arguments: ["<n#/>", "<b n#=''/>", "<?n# x?>", "<b xmlns='n#'/>", "<n#:b/>"])
  func `a document of very many names ends before libxml2 grows slow`(shape: String) {
    let many = (0..<2_000).map { shape.replacing("#", with: "\($0)") }.joined()
    let rows = read("<license-export version='1'>\(many)</license-export>", pieces: 500)
    let errors = rows.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(errors == ["there are more than 1000 different names; file cut short"])
  }
}
