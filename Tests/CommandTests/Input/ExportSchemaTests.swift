import Exports
import Foundation
import Testing

@testable import license_digest

/// The schemas against libxml2's own validator.
struct ExportSchemaTests {
  private static let validator = "/usr/bin/xmllint"
  private static var hasValidator: Bool { FileManager.default.isExecutableFile(atPath: validator) }
  private static let sample =
    PublishedWorld.templates.replacing("/templates", with: "/sample-data")

  private func validates(_ document: String, as schema: ExportSchema) throws -> Bool {
    let folder = try TemporaryFolder()
    try folder.make(["schema.xsd": schema.text, "export.xml": document])
    let process = Process()
    process.executableURL = URL(filePath: Self.validator)
    process.arguments = [
      "--noout", "--nonet", "--schema", folder.path + "/schema.xsd", folder.path + "/export.xml",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // 3 and 4: the document does not fit; 5: the schema itself is wrong.
    try #require([0, 3, 4].contains(process.terminationStatus))
    return process.terminationStatus == 0
  }

  private func licenses(_ license: String) -> String {
    """
    <license-export version="1"><smart-account domain="a.example"><virtual-account name="V">
    \(license)</virtual-account></smart-account></license-export>
    """
  }

  private func preferences(_ user: String) -> String {
    """
    <preference-export version="1"><smart-account domain="a.example">
    \(user)</smart-account></preference-export>
    """
  }

  @Test(
    .enabled(if: hasValidator),
    arguments: [("stark.xml", ExportSchema.licenses), ("stark-preferences.xml", .preferences)])
  func `the sample fits`(name: String, schema: ExportSchema) throws {
    let document = try String(contentsOfFile: "\(Self.sample)/\(name)", encoding: .utf8)
    #expect(try validates(document, as: schema))
  }

  @Test(
    .enabled(if: hasValidator),
    arguments: [
      (#"<license name="L"><term quantity="1"/></license>"#, true),
      (#"<license name="L" in-use=""><term quantity=" 7 " end-date="never"/></license>"#, true),
      (
        #"<license name="L"><term quantity="1" end-date="2026-12-21T23:59:59.5+01:00"/></license>"#,
        true
      ),
      (#"<license name="L"><term quantity="1" end-date="21-Dec-2026"/></license>"#, true),
      (#"<f:note xmlns:f="urn:f">x</f:note><event time="t" message=""/>"#, true),
      (#"<license name="L" f:x="1" xmlns:f="urn:f"><f:y/><term quantity="1"/></license>"#, true),
      (#"<license name="L"/>"#, false),
      (#"<license name=" "><term quantity="1"/></license>"#, false),
      (#"<license name="L"><term/></license>"#, false),
      (#"<license name="L"><term quantity="1,000"/></license>"#, false),
      (#"<license name="L"><term quantity="1" end-date="21.12.2026"/></license>"#, false),
      (#"<license name="L" colour="red"><term quantity="1"/></license>"#, false),
      (#"<product-instance product="P"/>"#, false),
      (#"<alert severity="Major" type="Sync" action-due=""/>"#, true),
      (#"<alert type="Sync"/>"#, false), (#"<alert severity="loud" type="Sync"/>"#, false),
    ])
  func `what reading would complain of does not fit licenses`(body: String, fits: Bool) throws {
    #expect(try validates(licenses(body), as: .licenses) == fits)
  }

  @Test(
    .enabled(if: hasValidator),
    arguments: [
      (#"<user email="u@a.example" daily-summary="YES" expiry-windows="90 30"/>"#, true),
      (#"<user email="u@a.example" virtual-accounts="*" expiry-windows="None"/>"#, true),
      (#"<user email="u@a.example"><virtual-account name="V"/></user>"#, true),
      (#"<user daily-summary="yes"/>"#, false),
      (#"<user email="u@a.example" daily-summary="maybe"/>"#, false),
      (#"<user email="u@a.example" expiry-windows="90;30"/>"#, false),
      (#"<user email="u@a.example" virtual-accounts="V;W"/>"#, true),
      (#"<additional-email>x@a.example</additional-email>"#, false),
    ])
  func `what reading would complain of does not fit preferences`(
    body: String, fits: Bool
  ) throws {
    #expect(try validates(preferences(body), as: .preferences) == fits)
  }

  @Test(
    .enabled(if: hasValidator),
    arguments: [
      (#"<dismissal alert-event="portal-alerts" subject="s" until="2027-01-01"/>"#, true),
      (#"<dismissal alert-event="licenses-expiring" subject="s" end-date="21-Dec-2026"/>"#, true),
      (
        #"<dismissal alert-event="x" subject="s" until="" by="a" reason="r" virtual-account=""/>"#,
        true
      ),
      (#"<dismissal subject="s" until="2027-01-01"/>"#, false),
      (#"<dismissal alert-event="x" subject=" " until="2027-01-01"/>"#, false),
      (#"<dismissal alert-event="x" subject="s" until="never"/>"#, false),
      (#"<dismissal alert-event="x" subject="s" until="2027-01-01" for="ever"/>"#, false),
      (#"<user email="a@a.example"/>"#, false),
    ])
  func `what reading would complain of does not fit dismissals`(body: String, fits: Bool) throws {
    let document = """
      <dismissal-export version="1"><smart-account domain="a.example">
      \(body)</smart-account></dismissal-export>
      """
    #expect(try validates(document, as: .dismissals) == fits)
  }
}
