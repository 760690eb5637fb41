/// What counts as an e-mail address (P13).
package enum EmailAddress {
  /// The address in `Name <address>`; any other text, and one without a name, as it is.
  package static func bare(_ written: String) -> String {
    let bytes = Array(written.utf8)
    guard bytes.last == UInt8(ascii: ">"), let start = bytes.lastIndex(of: UInt8(ascii: "<")),
      bytes.count(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }) == 2,
      bytes[..<start].contains(where: { $0 != UInt8(ascii: " ") })
    else { return written }
    let inner = bytes[(start + 1)..<(bytes.count - 1)]
    return String(decoding: inner, as: UTF8.self)
  }

  /// RFC 5321 dot-string local part of at most 64 bytes, a DNS domain of at least two labels, at
  /// most 254 bytes, ASCII, no encoded word (RFC 2047), which a mailer may read as another address.
  package static func isValid(_ address: String) -> Bool {
    let bytes = Array(address.utf8)
    return isValid(bytes.span)
  }

  /// The same of bytes.
  package static func isValid(_ address: Span<UInt8>) -> Bool {
    guard address.count <= 254 else { return false }
    var at = address.count &- 1
    while at >= 0, address[at] != UInt8(ascii: "@") { at &-= 1 }
    return (1...64).contains(at) && !holdsEncodedWord(address)
      && isDotString(address.extracting(..<at))
      && isDomain(address.extracting((at &+ 1)...))
  }

  /// P7: valid, and of the account domain or a subdomain of it.
  package static func isValid(_ address: String, in accountDomain: String) -> Bool {
    guard isValid(address), let at = address.utf8.lastIndex(of: 64) else { return false }
    let domain = (String(address.utf8[address.utf8.index(after: at)...]) ?? "").lowercasedASCII
    return domain == accountDomain || domain.hasSuffix(".\(accountDomain)")
  }

  /// A DNS name of at least two labels of letters, digits and hyphens, at most 253 bytes.
  package static func isDomain(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return isDomain(bytes.span)
  }

  private static func isDomain(_ name: Span<UInt8>) -> Bool {
    guard name.count <= 253 else { return false }
    var labels = 1
    var length = 0
    for index in name.indices {
      switch name[index] {
      case UInt8(ascii: "."):
        guard length > 0, name[index &- 1] != UInt8(ascii: "-") else { return false }
        labels &+= 1
        length = 0
        continue
      case UInt8(ascii: "-"):
        if length == 0 { return false }
      case let byte:
        guard isLetterOrDigit(byte) else { return false }
      }
      length &+= 1
      if length > 63 { return false }
    }
    return labels >= 2 && length > 0 && name[name.count &- 1] != UInt8(ascii: "-")
  }

  /// Whether `=?` is in the address.
  private static func holdsEncodedWord(_ address: Span<UInt8>) -> Bool {
    var index = 1
    while index < address.count {
      if address[index] == UInt8(ascii: "?"), address[index &- 1] == UInt8(ascii: "=") {
        return true
      }
      index &+= 1
    }
    return false
  }

  private static func isDotString(_ local: Span<UInt8>) -> Bool {
    var isInAtom = false
    for index in local.indices {
      let byte = local[index]
      let isDot = byte == UInt8(ascii: ".")
      guard isDot ? isInAtom : isAtomByte(byte) else { return false }
      isInAtom = !isDot
    }
    return isInAtom
  }

  /// RFC 5322 atext.
  private static func isAtomByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
