/// What counts as an e-mail address (P13).
package enum EmailAddress {
  /// RFC 5321 dot-string local part of at most 64 bytes, a DNS domain of at least two labels, at
  /// most 254 bytes, ASCII.
  package static func isValid(_ address: String) -> Bool {
    guard address.utf8.count <= 254, let at = address.utf8.lastIndex(of: 64) else { return false }
    let local = Array(address.utf8[..<at])
    let domain = String(address.utf8[address.utf8.index(after: at)...]) ?? ""
    guard !local.isEmpty, local.count <= 64, isDomain(domain) else { return false }
    return local.split(separator: 46, omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.allSatisfy(isAtomByte)
    }
  }

  /// P7: valid, and of the account domain or a subdomain of it.
  package static func isValid(_ address: String, in accountDomain: String) -> Bool {
    guard isValid(address), let at = address.utf8.lastIndex(of: 64) else { return false }
    let domain = (String(address.utf8[address.utf8.index(after: at)...]) ?? "").lowercasedASCII
    return domain == accountDomain || domain.hasSuffix(".\(accountDomain)")
  }

  /// A DNS name of at least two labels of letters, digits and hyphens, at most 253 bytes.
  package static func isDomain(_ name: String) -> Bool {
    let labels = name.utf8.split(separator: 46, omittingEmptySubsequences: false)
    guard labels.count >= 2, name.utf8.count <= 253 else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != 45 && label.last != 45
        && label.allSatisfy { isLetterOrDigit($0) || $0 == 45 }
    }
  }

  /// RFC 5322 atext.
  private static func isAtomByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}

extension String {
  /// With ASCII capitals as small letters; everything else as it is.
  package var lowercasedASCII: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
