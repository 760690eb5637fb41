import Testing

@testable import Exports
@testable import Licensing

struct XMLExportTests {
  private func read(_ text: String, pieces: Int = 1_000_000) -> ExportRows {
    read(Array(text.utf8), pieces: pieces)
  }

  private func read(_ bytes: [UInt8], pieces: Int) -> ExportRows {
    var start = 0
    return ExportFile.rows(
      file: 0, accountFolder: nil, options: ExportOptions(), pieceSize: pieces
    ) { buffer in
      let piece = bytes[start..<min(start + pieces, bytes.count)]
      buffer.bytes.replaceSubrange(buffer.count..<buffer.count + piece.count, with: piece)
      buffer.count += piece.count
      start += piece.count
    }
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
    ("<license-export>", "unknown-kind"), ("<<", "malformed-xml"),
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
        "version '\u{fffd}2' of license-export is not known (expected 1); file rejected"
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
    let rows = read(bytes, pieces: pieces)
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
