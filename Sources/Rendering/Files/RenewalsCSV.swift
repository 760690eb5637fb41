package import Licensing

/// `renewals.csv`: what to order, safe to open in a spreadsheet (docs/output.md).
package enum RenewalsCSV {
  private static let columns =
    "license,sku,virtual_account,quantity,end_date,subscription_id,days_left,in_use,seats_short"
  private static let lineEnd = "\r\n"

  /// The bytes of the file for these lines, in the order given.
  package static func bytes(
    of lines: [ExpiringTerm], in account: SmartAccount, texts: TextTable
  ) -> [UInt8] {
    var cells = SpreadsheetCells(header: columns, lineEnd: lineEnd)
    for line in lines { cells.add(line, in: account, texts) }
    return cells.bytes
  }

  /// The same lines as the file of all accounts has them, without its header.
  package static func lines(
    _ lines: [ExpiringTerm], in account: SmartAccount, texts: TextTable
  ) -> [UInt8] {
    var cells = SpreadsheetCells(lineEnd: lineEnd)
    for line in lines {
      cells.add(account.domain, texts)
      cells.add(account.name, texts)
      cells.add(line, in: account, texts)
    }
    return cells.bytes
  }

  /// What the file of all accounts begins with.
  package static var headerOfAll: [UInt8] {
    SpreadsheetCells(header: "account_domain,account_name," + columns, lineEnd: lineEnd).bytes
  }
}

extension SpreadsheetCells {
  /// Adds the cells of a line to order, and ends it.
  fileprivate mutating func add(
    _ line: ExpiringTerm, in account: SmartAccount, _ texts: TextTable
  ) {
    let license = account.licenses[line.term.license]
    add(license.name, texts)
    add(line.term.sku, texts)
    add(account.virtualAccounts[license.virtualAccount], texts)
    add(line.quantity)
    add(line.endDate)
    add(line.term.subscription, texts)
    add(line.daysLeft)
    add(license.inUse)
    add(line.shortfall)
    endLine()
  }
}
