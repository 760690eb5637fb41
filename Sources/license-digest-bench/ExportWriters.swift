internal import Licensing

/// The exports of a shape as CSV.
struct LicenseCSV {
  let shape: ExportShape

  /// Hands the file on in pieces; shuffled, all rows are held until the end.
  func write(isShuffled: Bool, to output: (String) -> Void) {
    output(
      "account_domain,account_name,virtual_account,license,sku,license_type,quantity,in_use,"
        + "start_date,end_date,subscription_id,status\n")
    var rows: [String] = []
    for account in 0..<shape.accounts {
      let own = self.rows(of: account)
      if isShuffled { rows += own } else { output(own.joined()) }
    }
    for row in 0..<(shape.isSkewed ? 200_000 : 0) {
      if isShuffled { rows.append(skewedRow(row)) } else { output(skewedRow(row)) }
    }
    var numbers = Numbers(state: 7)
    rows.shuffle(using: &numbers)
    for row in rows { output(row) }
  }

  private func rows(of account: Int) -> [String] {
    let prefix = "\(shape.domain(account)),\(quoted(shape.name(account))),"
    return shape.licenses(account).flatMap { license in
      let front = "\(prefix)\(license.virtualAccount),\(quoted(license.name)),\(license.sku),"
      let status = license.isOutOfCompliance ? "Out of Compliance" : "In Compliance"
      return license.terms.map { term in
        "\(front)\(term.type),\(term.quantity),\(license.inUse),\(term.start),\(term.end),"
          + "\(term.subscription),\(status)\n"
      }
    }
  }

  private func skewedRow(_ row: Int) -> String {
    let end = ExportShape.date.adding(days: row % 1_000 - 60).iso
    return "skew.example,Skew,Site \(row % 100),License \(row / 100),SKU-\(row / 100),TERM,10,"
      + "\(row % 12),,\(end),S\(row),In Compliance\n"
  }

  private func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { $0 == 34 || $0 == 44 }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

/// The exports of a shape as XML.
struct LicenseXML {
  let shape: ExportShape

  /// Hands the document on, account by account.
  func write(to output: (String) -> Void) {
    output("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<license-export version=\"1\">\n")
    for account in 0..<shape.accounts { output(element(of: account)) }
    output("</license-export>\n")
  }

  private func element(of account: Int) -> String {
    var text = "  <smart-account domain=\"\(shape.domain(account))\" "
    text += "name=\"\(escaped(shape.name(account)))\">\n"
    var open = ""
    for license in shape.licenses(account) {
      if license.virtualAccount != open {
        if !open.isEmpty { text += "    </virtual-account>\n" }
        open = license.virtualAccount
        text += "    <virtual-account name=\"\(open)\">\n"
      }
      text += element(of: license)
    }
    return text + "    </virtual-account>\n  </smart-account>\n"
  }

  private func element(of license: ExportShape.License) -> String {
    let status = license.isOutOfCompliance ? "Out of Compliance" : "In Compliance"
    var text = "      <license name=\"\(escaped(license.name))\" sku=\"\(license.sku)\" "
    text += "in-use=\"\(license.inUse)\" status=\"\(status)\">\n"
    for term in license.terms {
      text += "        <term type=\"\(term.type)\" quantity=\"\(term.quantity)\""
      if !term.end.isEmpty { text += " start-date=\"\(term.start)\" end-date=\"\(term.end)\"" }
      if !term.subscription.isEmpty { text += " subscription-id=\"\(term.subscription)\"" }
      text += "/>\n"
    }
    return text + "      </license>\n"
  }

  private func escaped(_ value: String) -> String {
    value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
  }
}

/// The preferences of a shape: three users an account, of which two get the daily summary.
struct PreferenceCSV {
  let shape: ExportShape

  /// Hands the file on in pieces.
  func write(to output: (String) -> Void) {
    output(
      "account_domain,email,role,virtual_accounts,daily_summary,status_notification,alert_events,"
        + "expiry_windows,additional_emails,locale\n")
    for account in 0..<shape.accounts {
      output((0..<3).map { row(of: account, user: $0) }.joined())
    }
    for user in 0..<(shape.isSkewed ? 5_000 : 0) {
      let sites = Set([user % 100, (user * 7 + user / 100) % 100, user / 50]).sorted()
      let names = sites.map { "Site \($0)" }.joined(separator: ";")
      output("skew.example,u\(user)@skew.example,user,\(names),yes,no,,30,,en\n")
    }
  }

  private func row(of account: Int, user: Int) -> String {
    let domain = shape.domain(account)
    let windows = user < 2 ? ["", "30", "60;30"][(account + user) % 3] : ""
    let role = user == 0 ? "smart-account-admin" : "user"
    let more = user == 0 ? "\"noc@\(domain), ops@\(domain)\"" : ""
    let locale = user == 1 && account % 5 == 0 ? "fr" : "en"
    return "\(domain),user\(user)@\(domain),\(role),*,\(user < 2 ? "yes" : "no"),no,,\(windows),"
      + "\(more),\(locale)\n"
  }
}
