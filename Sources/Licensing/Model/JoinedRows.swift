/// The rows of all files over one table of texts, before they are told apart by account.
struct JoinedRows {
  var texts = TextTable()
  var licenses: [LicenseRow] = []
  var instances: [InstanceRow] = []
  var events: [EventRow] = []
  var preferences: [PreferenceRow] = []
  var rejected: [RejectedRow] = []
  var diagnostics: [Diagnostic] = []

  /// Adds one file's rows, its texts told in this table.
  mutating func append(_ file: ExportRows) {
    let map = texts.join(file.texts)
    func text(_ local: TextID) -> TextID { map[Int(local.index)] }
    licenses.reserveCapacity(licenses.count + file.licenses.count)
    for var row in file.licenses {
      row.account = text(row.account)
      row.accountName = text(row.accountName)
      row.virtualAccount = text(row.virtualAccount)
      row.license = text(row.license)
      row.sku = text(row.sku)
      row.billingType = text(row.billingType)
      row.licenseType = text(row.licenseType)
      row.subscription = text(row.subscription)
      licenses.append(row)
    }
    for var row in file.instances {
      row.account = text(row.account)
      row.virtualAccount = text(row.virtualAccount)
      row.name = text(row.name)
      row.product = text(row.product)
      row.status = text(row.status)
      instances.append(row)
    }
    for var row in file.events {
      row.account = text(row.account)
      row.virtualAccount = text(row.virtualAccount)
      row.time = text(row.time)
      row.type = text(row.type)
      row.message = text(row.message)
      row.user = text(row.user)
      events.append(row)
    }
    for var row in file.preferences {
      row.account = text(row.account)
      row.email = text(row.email)
      row.role = text(row.role)
      row.locale = text(row.locale)
      if case .listed(let names) = row.virtualAccounts {
        row.virtualAccounts = .listed(names.map(text))
      }
      preferences.append(row)
    }
    for row in file.rejected {
      let place = (text(row.account), text(row.virtualAccount))
      rejected.append(RejectedRow(kind: row.kind, account: place.0, virtualAccount: place.1))
    }
    diagnostics += file.diagnostics
  }

  /// The rows of each account, in input order within it.
  func byAccount() -> [AccountRows] {
    var places: [UInt32: Int] = [:]
    var slices: [AccountRows] = []
    func place(_ account: TextID) -> Int {
      if let known = places[account.index] { return known }
      places[account.index] = slices.count
      slices.append(AccountRows(domain: account))
      return slices.count - 1
    }
    for row in licenses { slices[place(row.account)].licenses.append(row) }
    for row in instances { slices[place(row.account)].instances.append(row) }
    for row in events { slices[place(row.account)].events.append(row) }
    for row in preferences { slices[place(row.account)].preferences.append(row) }
    for row in rejected where !row.account.isEmpty {
      slices[place(row.account)].rejected.append(row)
    }
    return slices
  }
}

/// The rows of one account, in input order.
struct AccountRows {
  var domain: TextID
  var licenses: [LicenseRow] = []
  var instances: [InstanceRow] = []
  var events: [EventRow] = []
  var preferences: [PreferenceRow] = []
  var rejected: [RejectedRow] = []
}
