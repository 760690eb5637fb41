import Testing

@testable import Exports
@testable import Licensing

/// What an XML file states of a user, as it is shown before it is changed.
struct StoredXMLTests {
  @Test(
    arguments: [
      ("<additional-email><![CDATA[x@acme.example]]></additional-email>", "x@acme.example"),
      ("<additional-email>x<!-- > -->@acme<?p i?>.example</additional-email>", "x@acme.example"),
      ("<additional-email><![CDATA[r&d]]>@acme.example</additional-email>", "r&d@acme.example"),
      ("<additional-email>r&amp;d@acme.example</additional-email>", "r&d@acme.example"),
    ])
  func `an address is shown as it is read, whatever marks are in it`(
    element: String, address: String
  ) throws {
    let edit = try #require(XMLEdit(Self.document("", element)))
    #expect(edit.stored(edit.users[0])[.additionalEmails] == address)
  }

  @Test(
    arguments: [
      ("", "A;\"B;C\""), ("virtual-accounts=''", "A;\"B;C\""), ("virtual-accounts='*'", "*"),
    ])
  func `an empty list of virtual accounts leaves it to the elements`(
    attribute: String, shown: String
  ) throws {
    let elements = "<virtual-account name='A'/><virtual-account name='B;C'/>"
    let edit = try #require(XMLEdit(Self.document(attribute, elements)))
    #expect(edit.stored(edit.users[0]).virtualAccounts == shown)
  }

  private static func document(_ attribute: String, _ elements: String) -> [UInt8] {
    Array(
      ("<preference-export version='1'><smart-account domain='acme.example'>"
        + "<user email='a@acme.example' \(attribute)>\(elements)</user></smart-account>"
        + "</preference-export>").utf8)
  }
}
