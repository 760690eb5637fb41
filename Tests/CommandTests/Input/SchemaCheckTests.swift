import Exports
import Foundation
import Licensing
import Testing

@testable import license_digest

struct SchemaCheckTests {
  private func problems(_ exports: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.make(exports)
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let run = try JudgedRun(
      inputs: [folder.path], configuration: Configuration(), date: day,
      since: day.adding(days: -1), locales: ["en"], schema: ExportSchema.all)
    return run.diagnostics.map { problem in
      "\(run.files[Int(problem.location.file)].path):\(problem.location.line):"
        + "\(problem.location.column): \(problem.severity.rawValue): \(problem.message)"
    }
  }

  private func licenses(_ body: String) -> String {
    """
    <license-export version="1"><smart-account domain="a.example"><virtual-account name="V">
    <license name="Good"><term quantity="1"/></license>
    \(body)</virtual-account></smart-account></license-export>
    """
  }

  @Test(arguments: [
    ("<license name=\"L\"><term quantity=\"1\"/></license>", []),
    (
      "<license name=\"L\"\n ><term\n quantity=\"01234567890\"/></license>",
      [
        "a.xml:5:24: warning: does not fit the schema: Element 'term', attribute 'quantity': [facet "
          + "'pattern'] The value '01234567890' is not accepted by the pattern '0*[0-9]{1,9}'.",
        "a.xml:5:24: error: quantity '01234567890' is not a count (expected digits, 0 to 999999999); "
          + "row rejected",
      ]
    ),
    (
      "<license name=\"L\"/>",
      [
        "a.xml:3:20: warning: does not fit the schema: Element 'license': Missing child element(s). "
          + "Expected is one of ( ##other*, term ).",
        "a.xml:3:18: warning: the license has no term; it counts as one of quantity 0",
      ]
    ),
    (
      "<licence/>",
      [
        "a.xml:3:9: note: element 'licence' is not known and is ignored",
        "a.xml:3:9: warning: does not fit the schema: Element 'licence': This element is not "
          + "expected.",
      ]
    ),
  ])
  func `XML that does not fit is told by place, beside what reading says`(
    body: String, expected: [String]
  ) throws {
    #expect(try Set(problems(["a.xml": licenses(body)])) == Set(expected))
  }

  @Test func `both exports are compared, each with its own part of the schema`() throws {
    let found = try problems([
      "a.xml": licenses(""),
      "b.xml": "<preference-export version=\"1\"><smart-account domain=\"a.example\">"
        + "<user email=\"a@a.example\" daily-summary=\"yes\" virtual-accounts=\"*\" age=\"3\"/>"
        + "</smart-account></preference-export>",
      "c.csv": "account_domain,virtual_account,license,quantity,end_date\na.example,W,L,1,\n",
    ])
    #expect(
      found == [
        "b.xml:1:140: note: attribute 'age' of 'user' is not known and is ignored",
        "b.xml:1:140: warning: does not fit the schema: Element 'user', attribute 'age': The "
          + "attribute 'age' is not allowed.",
      ])
  }

  @Test func `dismissals are compared with their part of the schema`() throws {
    let found = try problems([
      "a.xml": licenses(""),
      "b.xml": "<dismissal-export version=\"1\"><smart-account domain=\"a.example\">"
        + "<dismissal alert-event=\"out-of-compliance\" subject=\"L\" until=\"1/2/99\"/>"
        + "</smart-account></dismissal-export>",
      "c.csv": "account_domain,virtual_account,license,quantity,end_date\na.example,W,L,1,\n",
    ])
    #expect(found.contains { $0.hasPrefix("b.xml") && $0.contains("does not fit the schema") })
    #expect(found.contains { $0.hasSuffix("row rejected") })
  }

  @Test func `the sample fits`() throws {
    let sample = PublishedWorld.templates.replacing("/templates", with: "/sample-data")
    let names = ["stark.xml", "stark-preferences.xml"]
    let files = try names.map { try String(contentsOfFile: "\(sample)/\($0)", encoding: .utf8) }
    let found = try problems(Dictionary(uniqueKeysWithValues: zip(names, files)))
    #expect(!found.contains { $0.contains("schema") })
  }

  @Test func `a schema that the document names is not asked for`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["strict.xsd": "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>"])
    let hint =
      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
      + "xsi:noNamespaceSchemaLocation='file://\(folder.path)/strict.xsd'"
    let export = licenses("").replacing("version=", with: "\(hint) version=")
    #expect(try problems(["a.xml": export]).isEmpty)
  }

  @Test func `findings are bounded, and cut`() throws {
    let name = String(repeating: "n", count: 5_000)
    let one = try problems(["a.xml": licenses("<\(name)/>")])
    let finding = try #require(one.first { $0.contains("warning") })
    #expect(finding.utf8.count < 300)
    let many = String(
      repeating: "<license name=\"L\" x=\"\"><term quantity=\"1\"/></license>\n", count: 1_500)
    let found = try problems(["a.xml": licenses(many)])
    #expect(found.count { $0.contains("warning: does not fit") } == 1_000)
    #expect(
      found.contains {
        $0.hasSuffix("note: after 1000 findings the rest is not compared with the schema")
      })
  }

  @Test(arguments: [
    "<!DOCTYPE x [<!ENTITY a \"b\">]><license-export version=\"1\"/>", "<x", "<x/>",
  ])
  func `a document that cannot be read is not compared`(document: String) throws {
    let found = try problems(["a.xml": document, "b.xml": licenses("")])
    #expect(found.count == 1 && found[0].hasSuffix("file rejected"))
  }
}
