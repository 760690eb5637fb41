extension ExportSchema {
  /// From the root of a license export down.
  static let licenseElements = """
      <xs:element name="license-export">
        <xs:complexType>
          <xs:choice minOccurs="0" maxOccurs="unbounded">
            <xs:element name="smart-account" type="smartAccount"/>
            <xs:any namespace="##other" processContents="skip"/>
          </xs:choice>
          <xs:attribute name="version" type="xs:string" use="required" fixed="1"/>
          <xs:anyAttribute namespace="##other" processContents="skip"/>
        </xs:complexType>
      </xs:element>
      <xs:complexType name="smartAccount">
        <xs:choice minOccurs="0" maxOccurs="unbounded">
          <xs:element name="virtual-account" type="virtualAccount"/>
          <xs:element name="event" type="event"/>
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
      <xs:complexType name="virtualAccount">
        <xs:choice minOccurs="0" maxOccurs="unbounded">
          <xs:element name="license" type="license"/>
          <xs:element name="product-instance" type="productInstance"/>
          <xs:element name="event" type="event"/>
          <xs:any namespace="##other" processContents="skip"/>
        </xs:choice>
        <xs:attribute name="name" type="filled" use="required"/>
        <xs:anyAttribute namespace="##other" processContents="skip"/>
      </xs:complexType>
      <xs:complexType name="license">
        <xs:sequence>
          <xs:group ref="foreign"/>
          <xs:sequence maxOccurs="unbounded">
            <xs:element name="term" type="term"/>
            <xs:group ref="foreign"/>
          </xs:sequence>
        </xs:sequence>
        <xs:attribute name="name" type="filled" use="required"/>
        <xs:attribute name="sku" type="xs:string"/>
        <xs:attribute name="billing-type" type="xs:string"/>
        <xs:attribute name="in-use" type="countOrNothing"/>
        <xs:attribute name="status" type="xs:string"/>
        <xs:anyAttribute namespace="##other" processContents="skip"/>
      </xs:complexType>
      <xs:complexType name="term">
        <xs:complexContent>
          <xs:extension base="leaf">
            <xs:attribute name="type" type="xs:string"/>
            <xs:attribute name="quantity" type="count" use="required"/>
            <xs:attribute name="start-date" type="dayOrNothing"/>
            <xs:attribute name="end-date" type="dayOrNothing"/>
            <xs:attribute name="subscription-id" type="xs:string"/>
            <xs:attribute name="sku" type="xs:string"/>
            <xs:attribute name="billing-type" type="xs:string"/>
          </xs:extension>
        </xs:complexContent>
      </xs:complexType>

    """

  /// What stands beside licenses, and the forms of values.
  static let licenseTypes = """
      <xs:complexType name="productInstance">
        <xs:complexContent>
          <xs:extension base="leaf">
            <xs:attribute name="name" type="filled" use="required"/>
            <xs:attribute name="product" type="xs:string"/>
            <xs:attribute name="registration-date" type="dayOrNothing"/>
            <xs:attribute name="registration-renewed" type="dayOrNothing"/>
            <xs:attribute name="authorization-date" type="dayOrNothing"/>
            <xs:attribute name="last-contact" type="dayOrNothing"/>
            <xs:attribute name="status" type="xs:string"/>
          </xs:extension>
        </xs:complexContent>
      </xs:complexType>
      <xs:complexType name="event">
        <xs:complexContent>
          <xs:extension base="leaf">
            <xs:attribute name="time" type="filled" use="required"/>
            <xs:attribute name="type" type="xs:string"/>
            <xs:attribute name="message" type="xs:string" use="required"/>
            <xs:attribute name="user" type="xs:string"/>
          </xs:extension>
        </xs:complexContent>
      </xs:complexType>
      <xs:simpleType name="count">
        <xs:annotation>
          <xs:documentation>0 to 999999999, digits only.</xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token">
          <xs:pattern value="0*[0-9]{1,9}"/>
        </xs:restriction>
      </xs:simpleType>
      <xs:simpleType name="countOrNothing">
        <xs:annotation>
          <xs:documentation>Nothing is unknown, which is not 0.</xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token">
          <xs:pattern value="(0*[0-9]{1,9})?"/>
        </xs:restriction>
      </xs:simpleType>
      <xs:simpleType name="dayOrNothing">
        <xs:annotation>
          <xs:documentation>2026-12-21, 2026-Dec-21, 21-Dec-2026, 2026-12-21T23:59:59Z, or \
    12/21/2026 where the configuration's date_order says which number is the month; no end is \
    nothing, -, never, perpetual or n/a.</xs:documentation>
        </xs:annotation>
        <xs:restriction base="xs:token">
          <xs:pattern value="[0-9]{4}-([0-9]{2}|[A-Za-z]{3})-[0-9]{2}"/>
          <xs:pattern value="[0-9]{4}-([0-9]{2}|[A-Za-z]{3})-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\
    ([.,][0-9]+)?([Zz]|[+\\-][0-9]{2}(:?[0-9]{2})?)?"/>
          <xs:pattern value="[0-9]{2}-[A-Za-z]{3}-[0-9]{4}"/>
          <xs:pattern value="[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"/>
          <xs:pattern value="-?"/>
          <xs:pattern value="[Nn][Ee][Vv][Ee][Rr]|[Pp][Ee][Rr][Pp][Ee][Tt][Uu][Aa][Ll]|[Nn]/[Aa]"/>
        </xs:restriction>
      </xs:simpleType>

    """
}
