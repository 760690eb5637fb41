package import Licensing

/// `renewals.csv`: what to order in the commerce workspace, safe to open in a spreadsheet (docs/output.md).
package enum RenewalsCSV {
  /// The bytes of the file for these terms, in the order given.
  package static func bytes(
    of terms: [Term], in account: SmartAccount, texts: TextTable
  ) -> [UInt8] {
    var bytes = Array("license,sku,virtual_account,quantity,end_date,subscription_id\r\n".utf8)
    for term in terms {
      let license = account.licenses[term.license]
      append(license.name, texts, to: &bytes)
      append(term.sku, texts, to: &bytes)
      append(account.virtualAccounts[license.virtualAccount], texts, to: &bytes)
      bytes.append(decimal: UInt(term.quantity), digits: 1)
      bytes.append(UInt8(ascii: ","))
      if let end = term.end.date { bytes.append(iso: end) }
      bytes.append(UInt8(ascii: ","))
      append(term.subscription, texts, to: &bytes)
      bytes[bytes.count - 1] = UInt8(ascii: "\r")
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Appends a cell and a comma; one that a spreadsheet would take for a formula gets a leading
  /// apostrophe.
  private static func append(_ text: TextID, _ texts: TextTable, to bytes: inout [UInt8]) {
    let start = bytes.count
    texts.append(text, to: &bytes)
    if start < bytes.count, beginsFormula(bytes[start]) {
      bytes.insert(UInt8(ascii: "'"), at: start)
    }
    if needsQuotes(bytes.span.extracting(start...)) { quote(from: start, &bytes) }
    bytes.append(UInt8(ascii: ","))
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private static func needsQuotes(_ cell: Span<UInt8>) -> Bool {
    for index in cell.indices {
      switch cell[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        return true
      default: continue
      }
    }
    return false
  }

  private static func quote(from start: Int, _ bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let cell = bytes[start...].flatMap { $0 == quote ? [quote, quote] : [$0] }
    bytes.replaceSubrange(start..., with: [quote] + cell + [quote])
  }
}
