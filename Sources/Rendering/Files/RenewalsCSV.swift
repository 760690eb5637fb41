package import Licensing

/// `renewals.csv`: what to order in the commerce workspace, safe to open in a spreadsheet (docs/output.md).
package enum RenewalsCSV {
  private static let header =
    "license,sku,virtual_account,quantity,end_date,subscription_id,days_left,in_use,seats_short\r\n"

  /// The bytes of the file for these lines, in the order given.
  package static func bytes(
    of lines: [ExpiringTerm], in account: SmartAccount, texts: TextTable
  ) -> [UInt8] {
    var bytes = Array(header.utf8)
    for line in lines {
      let license = account.licenses[line.term.license]
      append(license.name, texts, to: &bytes)
      append(line.term.sku, texts, to: &bytes)
      append(account.virtualAccounts[license.virtualAccount], texts, to: &bytes)
      append(line.quantity, to: &bytes)
      bytes.append(iso: line.endDate)
      bytes.append(UInt8(ascii: ","))
      append(line.term.subscription, texts, to: &bytes)
      append(line.daysLeft, to: &bytes)
      append(license.inUse, to: &bytes)
      append(line.shortfall, to: &bytes)
      bytes[bytes.count - 1] = UInt8(ascii: "\r")
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Appends a number, or nothing where it is not known, and a comma.
  private static func append(_ number: Int?, to bytes: inout [UInt8]) {
    if let number {
      if number < 0 { bytes.append(UInt8(ascii: "-")) }
      bytes.append(decimal: number.magnitude, digits: 1)
    }
    bytes.append(UInt8(ascii: ","))
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
