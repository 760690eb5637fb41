extension ExportSchema {
  /// From the root of a preference export down.
  static let preferenceElements = """
      <xs:element name="preference-export">
        <xs:complexType>
          <xs:choice minOccurs="0" maxOccurs="unbounded">
            <xs:element name="smart-account" type="usersOfAccount"/>
            <xs:any namespace="##other" processContents="skip"/>
          </xs:choice>
          <xs:attribute name="version" type="xs:string" use="required" fixed="1"/>
          <xs:anyAttribute namespace="##other" processContents="skip"/>
        </xs:complexType>
      </xs:element>
      <xs:complexType name="usersOfAccount">
        <xs:choice minOccurs="0" maxOccurs="unbounded">
          <xs:element name="user" type="user"/>
          <xs:any namespace="##other" processContents="skip"/>
        </xs:choice>
        <xs:attribute name="domain" type="xs:string">
          <xs:annotation>
            <xs:documentation>The account domain; may be missing in an account folder.\
    </xs:documentation>
          </xs:annotation>
        </xs:attribute>
        <xs:attribute name="name" type="xs:string"/>
        <xs:anyAttribute namespace="##other" processContents="skip"/>
      </xs:complexType>
      <xs:complexType name="user">
        <xs:choice minOccurs="0" maxOccurs="unbounded">
          <xs:element name="virtual-account" type="scope"/>
          <xs:element name="additional-email" type="xs:string"/>
          <xs:any namespace="##other" processContents="skip"/>
        </xs:choice>
        <xs:attribute name="email" type="filled" use="required"/>
        <xs:attribute name="role" type="xs:string"/>
        <xs:attribute name="daily-summary" type="yesOrNo"/>
        <xs:attribute name="status-notification" type="yesOrNo"/>
        <xs:attribute name="virtual-accounts">
          <xs:annotation>
            <xs:documentation>* is the whole account; else the virtual-account elements count.\
    </xs:documentation>
          </xs:annotation>
          <xs:simpleType>
            <xs:restriction base="xs:token">
              <xs:enumeration value="*"/>
              <xs:enumeration value=""/>
            </xs:restriction>
          </xs:simpleType>
        </xs:attribute>
        <xs:attribute name="alert-events" type="alertEvents"/>
        <xs:attribute name="expiry-windows" type="expiryWindows"/>
        <xs:attribute name="locale" type="xs:string"/>
        <xs:anyAttribute namespace="##other" processContents="skip"/>
      </xs:complexType>
      <xs:complexType name="scope">
        <xs:complexContent>
          <xs:extension base="leaf">
            <xs:attribute name="name" type="filled" use="required"/>
          </xs:extension>
        </xs:complexContent>
      </xs:complexType>
      <xs:simpleType name="yesOrNo">
        <xs:annotation>
          <xs:documentation>yes no y n true false on off enabled disabled 1 0, without case; nothing \
    is no.</xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token">
          <xs:pattern value="([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|\
    [Oo][Nn]|[Oo][Ff][Ff]|[Ee][Nn][Aa][Bb][Ll][Ee][Dd]|[Dd][Ii][Ss][Aa][Bb][Ll][Ee][Dd]|[01])?"/>
        </xs:restriction>
      </xs:simpleType>
      <xs:simpleType name="alertEvents">
        <xs:annotation>
          <xs:documentation>Nothing or * is all, none is none, else names of alerts.\
    </xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token"/>
      </xs:simpleType>
      <xs:simpleType name="expiryWindows">
        <xs:annotation>
          <xs:documentation>Days before the end; nothing is 90, none is none.</xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token">
          <xs:pattern value="([0-9]+( [0-9]+)*)?|[Nn][Oo][Nn][Ee]"/>
        </xs:restriction>
      </xs:simpleType>

    """
}
