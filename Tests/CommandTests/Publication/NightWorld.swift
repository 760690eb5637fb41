import Licensing

/// A license of one term without a start, so that nothing renews it.
struct Entitlement {
  /// Index in `NightWorld.virtualAccounts`.
  var virtualAccount: Int
  var name: String
  var quantity: Int
  var inUse: Int
  var end: Int32?
  var isOutOfCompliance: Bool

  func isInForce(_ day: Int32) -> Bool { end.map { day <= $0 } ?? true }
}

/// What the tests over several nights of random licenses have in common: who reads of them, and how
/// they are exported.
enum NightWorld {
  /// What tells one alert from another.
  struct Key: Hashable {
    var type: String
    var virtualAccount: Int
    var name: String
    var end: Int32?
  }

  struct Reader {
    var email: String
    /// nil: all of them.
    var virtualAccount: Int?
    var window: Int32
  }

  static let virtualAccounts = ["Ostrava", "Westerwald"]
  static let readers = [
    Reader(email: "whole@a.example", virtualAccount: nil, window: 90),
    Reader(email: "near@a.example", virtualAccount: nil, window: 17),
    Reader(email: "east@a.example", virtualAccount: 0, window: 60),
    Reader(email: "west@a.example", virtualAccount: 1, window: 90),
  ]

  static func exports(_ world: [Entitlement]) -> [String: String] {
    var licenses =
      "account_domain,virtual_account,license,quantity,in_use,end_date,license_type,status\n"
    for license in world {
      let end = license.end.map { CalendarDate(dayNumber: $0).iso } ?? ""
      licenses +=
        "a.example,\(virtualAccounts[license.virtualAccount]),\(license.name),\(license.quantity),"
        + "\(license.inUse),\(end),\(license.end == nil ? "PERPETUAL" : "TERM"),"
        + "\(license.isOutOfCompliance ? "OOC" : "")\n"
    }
    var preferences = "account_domain,email,virtual_accounts,daily_summary,expiry_windows\n"
    for reader in readers {
      preferences +=
        "a.example,\(reader.email),\(reader.virtualAccount.map { virtualAccounts[$0] } ?? "*"),yes,\(reader.window)\n"
    }
    return ["licenses.csv": licenses, "preferences.csv": preferences]
  }
}
