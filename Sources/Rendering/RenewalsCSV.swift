package import Licensing

/// `renewals.csv`: what to order in the commerce workspace, safe to open in a spreadsheet (8.3).
package enum RenewalsCSV {
  /// The bytes of the file for these terms, in the order given.
  package static func bytes(
    of terms: [Term], in account: SmartAccount, texts: TextTable
  ) -> [UInt8] {
    var bytes = Array("license,sku,virtual_account,quantity,end_date,subscription_id\r\n".utf8)
    for term in terms {
      let license = account.licenses[term.license]
      let virtualAccount = account.virtualAccounts[license.virtualAccount]
      append(texts.bytes(of: license.name), to: &bytes, then: ",")
      append(texts.bytes(of: term.sku), to: &bytes, then: ",")
      append(texts.bytes(of: virtualAccount), to: &bytes, then: ",")
      bytes += "\(term.quantity),\(term.end.date?.iso ?? ""),".utf8
      append(texts.bytes(of: term.subscription), to: &bytes, then: "\r\n")
    }
    return bytes
  }

  /// A cell that a spreadsheet would take for a formula gets a leading apostrophe.
  private static func append(
    _ cell: ArraySlice<UInt8>, to bytes: inout [UInt8], then end: String
  ) {
    let startsFormula = cell.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    let needsQuotes = cell.contains { ",\"\r\n".utf8.contains($0) }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    if startsFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    bytes += end.utf8
  }
}
