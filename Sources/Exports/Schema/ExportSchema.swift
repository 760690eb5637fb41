/// The XML schemas of the two exports, version 1, for those who write them.
///
/// A document that fits is read without a word about its shape. They judge shape alone: that a day
/// is real, an address valid or a virtual account known is for `check` to say.
package enum ExportSchema: String, CaseIterable, Sendable {
  case licenses, preferences

  /// One document of both, for the reading, which does not know yet what a file holds.
  package static var all: String {
    head + licenseElements + licenseTypes + preferenceElements + "</xs:schema>\n"
  }

  /// The document, ready for `xmllint --schema`.
  package var text: String {
    switch self {
    case .licenses: Self.head + Self.licenseElements + Self.licenseTypes + "</xs:schema>\n"
    case .preferences: Self.head + Self.preferenceElements + "</xs:schema>\n"
    }
  }

  /// Elements and attributes of other namespaces are welcome everywhere, as in reading.
  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" version="1">
      <xs:simpleType name="filled">
        <xs:annotation>
          <xs:documentation>A name: something else than blanks.</xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token">
          <xs:minLength value="1"/>
        </xs:restriction>
      </xs:simpleType>
      <xs:group name="foreign">
        <xs:sequence>
          <xs:any namespace="##other" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>
        </xs:sequence>
      </xs:group>
      <xs:complexType name="leaf">
        <xs:group ref="foreign"/>
        <xs:anyAttribute namespace="##other" processContents="skip"/>
      </xs:complexType>

    """
}
