/// The role of a user, by the names that exports give it (P7); compared by letters and digits.
package enum Role: Hashable, Sendable {
  /// Sees the whole account and may have additional addresses.
  case administrator
  case user
  /// Nobody knows the word; treated as a user.
  case unknown

  /// Reads the name of a role.
  package init(_ written: String) {
    if written.isEmpty {
      self = .user
      return
    }
    switch StatusWord(withBrackets: written).letters {
    case "smartaccountadmin", "smartaccountadministrator", "admin": self = .administrator
    case "user", "viewer", "smartaccountuser", "smartaccountviewer",
      "virtualaccountadministrator", "virtualaccountadmin", "virtualaccountuser",
      "virtualaccountviewer":
      self = .user
    default: self = .unknown
    }
  }
}
