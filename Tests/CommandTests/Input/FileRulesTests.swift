import Exports
import Licensing
import Testing

@testable import license_digest

struct FileRulesTests {
  private static let rules = """
    exports:
      - files: "tool/*.dat"
        kind: licenses
        account_domain: Acme.Example
        columns: {license: Item name}
        delimiter: tab
        thousands: ","
        encoding: windows-1252
        date_order: dmy
      - files: "**/*.csv"
        virtual_account: DEFAULT
    license_types: {STANDARD Plus: perpetual}
    """

  @Test func `rules are read, and the first that fits a path holds`() throws {
    let configuration = try Configuration.parse(Self.rules, path: "c.yml")
    let rules = FileRules(rules: configuration.exports)
    let rule = try #require(rules.rule(of: "tool/a.dat")?.rule)
    #expect(rule.kind == .licenses && rule.accountDomain == "acme.example")
    #expect(rule.columns == ["license": "Item name"] && rule.delimiter == 9)
    #expect(rule.thousands == UInt8(ascii: ",") && rule.dateOrder == .dmy)
    #expect(rule.encoding == .windows1252)
    #expect(rules.rule(of: "x/y/a.csv")?.rule.virtualAccount == "DEFAULT")
    #expect(rules.rule(of: "a.xml") == nil)
    #expect(configuration.exportOptions.licenseTypes == ["standardplus": .perpetual])
  }

  @Test(arguments: [
    ("exports: 5", "c.yml:1:10: error: 'exports' is not a list of rules (expected - files: ...)"),
    (
      "exports: [{kind: licenses}]",
      "c.yml:1:11: error: the rule names no files (expected for example files: \"tool/*.csv\")"
    ),
    (
      "exports: [{files: ../x}]",
      "c.yml:1:19: error: 'files' is not a path below the input (expected like tool/*.csv)"
    ),
    (
      "exports: [{files: x, account_domain: acme}]",
      "c.yml:1:38: error: 'account_domain' is not a domain name (expected like acme.example)"
    ),
    (
      "exports: [{files: x, delimiter: ab}]",
      "c.yml:1:33: error: 'delimiter' is not one character (expected for example \";\" or tab)"
    ),
    (
      "exports: [{files: x, columns: {licens: y}}]",
      "c.yml:1:32: error: unknown key 'licens' (did you mean 'license'?)"
    ),
    (
      "license_types: {STANDARD: forever}",
      "c.yml:1:27: error: 'license_types' is 'forever' (expected one of term, subscription, perpetual)"
    ),
  ])
  func `what is wrong with a rule is told with its place`(text: String, message: String) {
    let failure = #expect(throws: RunFailure.self) {
      try Configuration.parse(text, path: "c.yml")
    }
    #expect(failure?.message == message)
  }

  @Test func `a rule opens the folder of its files and takes any name`() throws {
    let folder = try TemporaryFolder()
    try folder.make([
      "in/tool/a.dat": "", "in/tool/b.csv": "", "in/tool/deep/c.dat": "", "in/other/d.dat": "",
      "in/sheet.xlsx": "", "in/a.csv.gz": "", "in/license-digest.yml": "", "in/licenses.csv": "",
    ])
    let text = "exports: [{files: tool/*.dat, account_domain: acme.example}]"
    let configuration = try Configuration.parse(text, path: "c.yml")
    let listing = try InputFolder.files(
      of: [folder.path + "/in"], rules: FileRules(rules: configuration.exports))
    let taken = listing.files.filter { $0.state == .readable }
    #expect(taken.map(\.path) == ["licenses.csv", "tool/a.dat"])
    #expect(taken.map(\.rule?.accountDomain) == [nil, "acme.example"])
    let problems = listing.diagnostics.map { problem in
      "\(listing.files[Int(problem.location.file)].path): \(problem.severity.rawValue): \(problem.code)"
    }
    #expect(
      problems == [
        "a.csv.gz: warning: compressed-not-read", "other: note: folder-not-read",
        "sheet.xlsx: warning: spreadsheet-not-read", "tool/b.csv: note: file-not-read",
        "tool/deep: note: folder-not-read",
      ])
  }

  @Test func `a rule that contradicts an account folder fails`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["in/acme.example/a.csv": ""])
    let text = "exports: [{files: \"*/a.csv\", account_domain: b.example}]"
    let configuration = try Configuration.parse(text, path: "c.yml")
    #expect(
      throws: RunFailure(
        "c.yml:1:11: error: account_domain is 'b.example', but acme.example/a.csv lies in the "
          + "folder of 'acme.example'")
    ) {
      try InputFolder.files(
        of: [folder.path + "/in"], rules: FileRules(rules: configuration.exports))
    }
  }
}
