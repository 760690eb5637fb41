internal import Licensing

/// The names of columns that are read, by the kind of an export.
///
/// Names compare by their letters and digits. Of two columns that mean the same the one whose name
/// is first here wins. Our own name of a column always is.
enum ColumnNames {
  /// The kinds in the order in which a header is tried.
  static let kinds: [ExportKind] = [
    .licenses, .dismissals, .preferences, .alerts, .instances, .events,
  ]

  /// A column and its other names, the best first.
  typealias Line = (column: Column, others: [String])

  /// What a file of a kind must say of each row, beside the account.
  static func required(of kind: ExportKind) -> [Column] {
    switch kind {
    case .licenses: [.virtualAccount, .license, .quantity]
    case .instances: [.virtualAccount, .productInstance]
    case .events: [.time, .message]
    case .alerts: [.severity, .alert]
    case .dismissals: [.alertEvent, .subject]
    case .preferences: [.email]
    }
  }

  /// Of preferences one of these is needed too.
  static let choices: [Column] = [
    .dailySummary, .statusNotification, .alertEvents, .expiryWindows,
  ]

  /// Names that many files have, so that they alone decide no kind.
  static let common: Set = ["name", "type", "source", "status"]

  /// What the names of a kind mean, and which of a column's comes first.
  static func meanings(of kind: ExportKind, isPortal: Bool = false) -> [String: Meaning] {
    if isPortal { return portalMeanings }
    return switch kind {
    case .licenses: licenseMeanings
    case .instances: instanceMeanings
    case .events: eventMeanings
    case .alerts: alertMeanings
    case .dismissals: dismissalMeanings
    case .preferences: preferenceMeanings
    }
  }

  /// What a name means; of a column's names the one of the lowest rank wins.
  struct Meaning {
    let column: Column
    let rank: Int
  }

  /// The column that a key of a response or an attribute means by one of its other names.
  static func column(alsoNamed name: String, of kind: ExportKind) -> Column? {
    meanings(of: kind)[name.lettersAndDigits]?.column
  }

  private static func meanings(_ lines: [Line]) -> [String: Meaning] {
    var meanings: [String: Meaning] = [:]
    for line in lines {
      for (rank, name) in ([line.column.name] + line.others).enumerated() {
        meanings[name.lettersAndDigits] = Meaning(column: line.column, rank: rank)
      }
    }
    return meanings
  }

  private static let account: [Line] = [
    (.accountDomain, ["smart account domain", "account domain identifier"])
  ]

  private static let licenseMeanings = meanings(
    account + [
      (.accountName, ["smart account"]),
      (.virtualAccount, []),
      (.license, ["license name", "entitlement", "item name"]),
      (.sku, ["product sku", "license sku", "part number"]),
      (.billingType, []),
      (.licenseType, []),
      (
        .quantity,
        ["quantity purchased", "purchased", "available to use", "qty", "seats", "license count"]
      ),
      (.inUse, ["used", "consumed", "usage"]),
      (.startDate, ["license start date", "term start date"]),
      (
        .endDate,
        [
          "expiration date", "expiration", "expiry date", "expiry", "expires", "expires on",
          "valid until", "license end date", "term end date",
        ]
      ),
      (.subscription, ["subscription", "subscription reference id"]),
      (.status, ["compliance", "compliance status", "license status"]),
    ])

  private static let instanceMeanings = meanings(
    account + [
      (.virtualAccount, []),
      (.productInstance, ["host name", "device", "instance name", "name"]),
      (.product, ["pid", "product type", "product tag name"]),
      (.registrationDate, []),
      (.registrationRenewed, ["last registration renewal"]),
      (.authorizationDate, []),
      (.lastContact, []),
      (.status, []),
    ])

  private static let eventMeanings = meanings(
    account + [
      (.virtualAccount, []), (.time, []), (.event, ["type"]), (.message, []), (.user, []),
    ])

  private static let alertMeanings = meanings(
    account + [
      (.virtualAccount, []), (.severity, []), (.alert, ["message type", "type"]), (.message, []),
      (.source, []), (.actionDue, ["due"]),
    ])

  private static let dismissalMeanings = meanings(
    account + [
      (.virtualAccount, []), (.alertEvent, []), (.subject, []),
      (.subscription, ["subscription", "subscription reference id"]), (.endDate, []),
      (.until, []), (.by, []), (.reason, []),
    ])

  private static let preferenceMeanings = meanings(
    account + [
      (.email, []), (.role, []), (.virtualAccounts, []), (.dailySummary, []),
      (.statusNotification, []), (.alertEvents, []), (.expiryWindows, []),
      (.additionalEmails, []), (.locale, []),
    ])

  /// The header that tells the flattened portal export from every other.
  static let portalMark = "assignedlicensesquantity"

  /// The columns of the flattened portal export; `status`, the last, is the term's.
  private static let portalMeanings: [String: Meaning] = [
    "accountname": .accountName, "accountdomain": .accountDomain,
    "virtualaccount": .virtualAccount, "license": .license,
    portalMark: .assignedQuantity, "inuse": .inUse, "billingtype": .billingType,
    "assignedlicensesstatus": .status, "licensetype": .licenseType, "quantity": .quantity,
    "startdate": .startDate, "enddate": .endDate, "subscriptionid": .subscription,
    "status": .termStatus, "licensesku": .sku,
  ].mapValues { Meaning(column: $0, rank: 0) }

  /// Columns of the flattened portal export that nothing here needs.
  static let unusedOfPortal: Set = [
    "accountstatus", "accounttype", "role", "virtualaccountstatus", "statusmessage", "available",
    "ahaapps", "pendingquantity", "reserved", "isportable", "index", "unnamed0",
  ]

  /// What may be in brackets after a name without meaning anything else: units, formats, zones.
  private static let remarks: Set = [
    "seats", "seat", "licenses", "units", "unit", "count", "qty", "number", "no", "pcs", "each",
    "days", "users", "utc", "gmt", "z", "cet", "cest", "eet", "eest", "wet", "west", "bst", "est",
    "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "ist", "jst", "aest", "aedt", "local",
    "localtime", "utctime", "date", "datetime", "timestamp", "iso", "iso8601", "text",
    "yyyymmdd", "yyyyddmm", "mmddyyyy", "ddmmyyyy", "ddmonyyyy", "ddmmmyyyy", "yyyymmmdd",
    "mmddyy", "ddmmyy", "yyyymmddhhmmss", "yyyymmddhhmm", "yesno", "yn", "truefalse", "tf",
  ]

  /// A name without a remark in brackets at its end; nil where it has none.
  static func withoutRemark(_ name: String) -> String? {
    let brackets: [Character: Character] = [")": "(", "]": "[", "}": "{"]
    guard let last = name.last, let open = brackets[last],
      let start = name.lastIndex(of: open), start > name.startIndex
    else { return nil }
    let remark = name[name.index(after: start)...].dropLast()
    let word = remark.lettersAndDigits
    let isOffset = ["utc", "gmt", ""].contains { prefix in
      word.hasPrefix(prefix) && !word.dropFirst(prefix.count).isEmpty
        && word.dropFirst(prefix.count).utf8.allSatisfy { (48...57).contains($0) }
        && remark.contains { "+-:".contains($0) }
    }
    guard remarks.contains(word) || isOffset || remark == "#" else { return nil }
    return String(name[..<start])
  }
}
