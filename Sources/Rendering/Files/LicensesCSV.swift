package import Licensing

/// `licenses.csv`: every term of an account, for people and spreadsheets; never read back.
///
/// The statuses are what the rules make of the words of the exports, not the words.
package enum LicensesCSV {
  private static let header =
    "virtual_account,license,sku,license_type,quantity,in_use,start_date,end_date,subscription_id,"
    + "status,term_status,renewed"

  /// The bytes of the file, sorted by all columns.
  package static func bytes(of report: AccountReport, texts: TextTable) -> [UInt8] {
    let account = report.account
    var cells = SpreadsheetCells(header: header, lineEnd: "\n")
    let indices = account.terms.indices.sorted {
      precedes($0, $1, account, report.outlooks, texts)
    }
    for index in indices {
      let term = account.terms[index]
      let license = account.licenses[term.license]
      cells.add(account.virtualAccounts[license.virtualAccount], texts)
      cells.add(license.name, texts)
      cells.add(term.sku, texts)
      cells.add(term.type, texts)
      cells.add(term.quantity)
      cells.add(license.inUse)
      cells.add(term.start)
      if term.end == .unknown { cells.add("unknown") } else { cells.add(term.end.date) }
      cells.add(term.subscription, texts)
      cells.add(status(of: license))
      cells.add(term.isInactive ? "inactive" : "")
      cells.add(report.outlooks.renewal(ofTerm: index) == nil ? "no" : "yes")
      cells.endLine()
    }
    return cells.bytes
  }

  private static func status(of license: License) -> String {
    if license.isOutOfCompliance { return "out of compliance" }
    return license.hasUnknownStatus ? "unknown" : ""
  }

  /// A license's index says its virtual account and its name, its use and its status.
  private static func precedes(
    _ left: Int, _ right: Int, _ account: SmartAccount, _ outlooks: TermOutlooks,
    _ texts: TextTable
  ) -> Bool {
    let (one, two) = (account.terms[left], account.terms[right])
    if one.license != two.license { return one.license < two.license }
    if one.sku != two.sku { return texts.precedes(one.sku, two.sku) }
    if one.type != two.type { return texts.precedes(one.type, two.type) }
    if one.quantity != two.quantity { return one.quantity < two.quantity }
    let starts = (one.start?.dayNumber ?? -1, two.start?.dayNumber ?? -1)
    if starts.0 != starts.1 { return starts.0 < starts.1 }
    if one.end != two.end { return rank(one.end) < rank(two.end) }
    if one.subscription != two.subscription {
      return texts.precedes(one.subscription, two.subscription)
    }
    if one.isInactive != two.isInactive { return two.isInactive }
    let renewed = [left, right].map { outlooks.renewal(ofTerm: $0) != nil }
    return renewed[0] == renewed[1] ? left < right : renewed[1]
  }

  /// As the column's texts sort: none, days, `unknown`.
  private static func rank(_ end: TermEnd) -> Int {
    switch end {
    case .never: -1
    case .on(let day): Int(day.dayNumber)
    case .unknown: Int.max
    }
  }
}
