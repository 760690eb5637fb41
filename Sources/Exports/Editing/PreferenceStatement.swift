internal import Licensing

/// What a row states, free of locations and tables, so that a file can be compared with another.
struct PreferenceStatement: Equatable {
  var account: String
  var email: String
  var role = ""
  /// nil: `*`.
  var virtualAccounts: [String]?
  var values: [PreferenceField: PreferenceValue] = [:]

  /// A new user of the whole account, who chose nothing.
  init(account: String, email: String) {
    self.account = account
    self.email = email
    values = SavingRequest.defaults
  }

  /// What a row states.
  init(_ row: PreferenceRow, texts: TextTable) {
    account = texts.string(row.account)
    email = texts.string(row.email)
    role = texts.string(row.role)
    if case .listed(let names) = row.virtualAccounts { virtualAccounts = names.map(texts.string) }
    for field in PreferenceField.allCases { values[field] = row.value(of: field, texts: texts) }
  }

  /// Makes fields say something else; addresses are compared without their order.
  mutating func change(_ changes: [PreferenceField: PreferenceValue]) {
    for (field, value) in changes { values[field] = value }
  }

  static func == (left: PreferenceStatement, right: PreferenceStatement) -> Bool {
    guard left.account == right.account, left.email == right.email, left.role == right.role,
      left.virtualAccounts == right.virtualAccounts
    else { return false }
    return PreferenceField.allCases.allSatisfy { field in
      switch (left.values[field], right.values[field]) {
      case (.addresses(let left), .addresses(let right)):
        left.map(\.lowercasedASCII).sorted() == right.map(\.lowercasedASCII).sorted()
      case (let left, let right): left == right
      }
    }
  }
}
