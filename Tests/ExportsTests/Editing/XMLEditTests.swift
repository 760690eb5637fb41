import Testing

@testable import Exports
@testable import Licensing

/// Changing one user of an XML file, byte for byte.
struct XMLEditTests {
  private func changed(
    _ text: String, _ place: Int, _ values: [PreferenceField: PreferenceValue]
  ) throws -> String {
    String(decoding: try CSVEditTests.changed(Array(text.utf8), place, values), as: UTF8.self)
  }

  private static func document(_ users: String, account: String = "") -> String {
    "<?xml version='1.0'?>\n<!-- <user email='c@a.example'/> -->\n<preference-export version=\"1\">\n"
      + " <smart-account domain = 'A.example'\(account)>\n\(users)\n </smart-account>\n"
      + "</preference-export>\n<!-- end -->"
  }

  @Test(
    arguments: [
      (
        "<user email='x@a.example'\n  expiry-windows='90'\t/>",
        [.expiryWindows: .choice(.listed(["60", "30"]))],
        "<user email='x@a.example'\n  expiry-windows='60 30'\t/>"
      ),
      (
        "<user email=\"x@a.example\" daily-summary = \"TRUE\"></user>",
        [.dailySummary: .flag(false)],
        "<user email=\"x@a.example\" daily-summary = \"FALSE\"></user>"
      ),
      (
        "<user email='x@a.example' p:locale='en' xmlns:p='urn:p'/>",
        [.locale: .text("fr"), .statusNotification: .flag(true)],
        "<user email='x@a.example' p:locale='en' xmlns:p='urn:p' status-notification='yes' locale='fr'/>"
      ),
      (
        "<user email='x@a.example' alert-events='a&#x26;b'><![CDATA[<user email='y']]>"
          + "<n:user xmlns:n='urn:n' email='x@a.example'/></user>",
        [.alertEvents: .choice(.all)],
        "<user email='x@a.example' alert-events='*'><![CDATA[<user email='y']]>"
          + "<n:user xmlns:n='urn:n' email='x@a.example'/></user>"
      ),
      (
        "<user email='&#120;@a.example'>\n   <additional-email>a@a.example</additional-email>\n"
          + "   <!-- b --> <additional-email>b@a.example</additional-email>\n  </user>",
        [.additionalEmails: .addresses(["b@a.example", "c&d@a.example"])],
        "<user email='&#120;@a.example'>\n   <!-- b --> <additional-email>b@a.example</additional-email> "
          + "<additional-email>c&amp;d@a.example</additional-email>\n  </user>"
      ),
      (
        "<user email='x@a.example'>\n   <virtual-account name='B'/>\n  </user>",
        [.additionalEmails: .addresses(["b@a.example"])],
        "<user email='x@a.example'>\n   <virtual-account name='B'/>\n"
          + "   <additional-email>b@a.example</additional-email>\n  </user>"
      ),
      (
        "\n  <user email='x@a.example' />", [.additionalEmails: .addresses(["b@a.example"])],
        "\n  <user email='x@a.example' >\n    <additional-email>b@a.example</additional-email>\n  </user>"
      ),
      (
        "<user email='x@a.example'>\n   <additional-email>a@a.example</additional-email>\n  </user>",
        [.additionalEmails: .addresses([])], "<user email='x@a.example'>\n  </user>"
      ),
      (
        "<user email='x@a.example'><additional-email>a@<!-- n -->a.example</additional-email></user>",
        [.additionalEmails: .addresses(["b@a.example"])],
        "<user email='x@a.example'><additional-email>b@a.example</additional-email></user>"
      ),
    ] as [(String, [PreferenceField: PreferenceValue], String)])
  func `only the attribute or element changes`(
    before: String, values: [PreferenceField: PreferenceValue], after: String
  ) throws {
    let other = "<user email='w@a.example' daily-summary='yes'/>"
    let text = Self.document(other + before + other.replacing("w@", with: "y@"))
    let expected = Self.document(other + after + other.replacing("w@", with: "y@"))
    #expect(try changed(text, 1, values) == expected)
  }

  @Test func `a new user follows the account's first one, in its manner`() throws {
    let text = Self.document("  <user email='x@a.example'>\r\n  </user>\r\n  <!-- last -->")
    let file = try PreferenceFile(
      Array(text.utf8), file: 0, accountFolder: nil, options: ExportOptions())
    let bytes = try file.adding(
      "o'y@a.example",
      with: [.dailySummary: .flag(true), .expiryWindows: .choice(.listed(["90"]))], beside: 0)
    let expected = text.replacing(
      "  </user>\r\n",
      with: "  </user>\n  <user email='o&apos;y@a.example' virtual-accounts='*' "
        + "daily-summary='yes' expiry-windows='90'/>\r\n")
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func `the same address in two accounts of one line is told apart`() throws {
    let text =
      "<preference-export version='1'><smart-account domain='a.example'><user email='x@a.example'/>"
      + "</smart-account><smart-account domain='b.example'><user email='x@a.example'/>"
      + "</smart-account></preference-export>"
    let second = text.replacing(
      "b.example'><user email='x@a.example'",
      with: "b.example'><user email='x@a.example' locale='fr'")
    #expect(try changed(text, 1, [.locale: .text("fr")]) == second)
  }

  @Test func `UTF-16, ISO-8859-1 and windows-1252 stay what they are`() throws {
    func document(_ encoding: String, _ locale: String) -> String {
      "<?xml version='1.0' encoding='\(encoding)'?><preference-export version='1'>"
        + "<smart-account domain='a.example'><user email='x@a.example' locale='\(locale)'>"
        + "<virtual-account name='Büro'/></user></smart-account></preference-export>"
    }
    for encoding in ["ISO-8859-1", "windows-1252"] {
      let narrow = { (text: String) in text.unicodeScalars.map { UInt8($0.value) } }
      let changed = try CSVEditTests.changed(
        narrow(document(encoding, "en")), 0, [.locale: .text("fr")])
      #expect(changed == narrow(document(encoding, "fr")))
    }
    func wide(_ text: String) -> [UInt8] {
      [0xff, 0xfe] + text.utf16.flatMap { unit in [UInt8(unit & 255), UInt8(unit >> 8)] }
    }
    let changed = try CSVEditTests.changed(
      wide(document("UTF-16", "en")), 0, [.locale: .text("fr")])
    #expect(changed == wide(document("UTF-16", "fr")))
  }

  @Test(
    arguments: [
      ("<preference-export version='1'><smart-account domain='a.example'>", .notReadable),
      ("<license-export version='1'/>", .notReadable),
      (
        "<?xml version='1.0' encoding='ISO-8859-15'?><preference-export version='1'/>",
        .encoding("ISO-8859-15")
      ),
    ] as [(String, PreferenceFile.Refusal)])
  func `a document that cannot be written back as it is, is refused`(
    text: String, refusal: PreferenceFile.Refusal
  ) {
    #expect(throws: refusal) {
      _ = try PreferenceFile(
        Array(text.utf8), file: 0, accountFolder: nil, options: ExportOptions())
    }
  }
}
