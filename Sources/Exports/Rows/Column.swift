internal import Licensing

/// What a column of any export means, whatever it is called there.
enum Column: Int, CaseIterable {
  case accountDomain, accountName, virtualAccount, license, sku, billingType, licenseType
  case quantity, inUse, startDate, endDate, subscription, status
  case productInstance, product, registrationDate, registrationRenewed, authorizationDate
  case lastContact, time, event, message, user
  case severity, alert, source, actionDue
  case email, role, virtualAccounts, dailySummary, statusNotification, alertEvents
  case expiryWindows, additionalEmails, locale
  case assignedQuantity, assignedStatus
  /// Of a term by itself; `status` is its license's.
  case termStatus
}

/// What the columns of a file mean.
struct ColumnLayout {
  var kind: ExportKind
  /// The flattened portal export of 24 columns.
  var isPortalExport: Bool
  /// By column, the place of its field in a record; -1 where the file has none.
  private let places: [Int]
  /// Names that mean nothing here.
  let unknownNames: [(name: String, place: Int)]

  /// How many fields a record has.
  let fieldCount: Int

  /// A file that cannot be used: two columns of one meaning, a missing one, or no known kind.
  enum Refusal: Error {
    case unknownKind
    case headerTooLong
    case sameMeaning(String, String)
    case noAccountDomain
  }

  /// The place of a column's field, or nil.
  func place(of column: Column) -> Int? {
    let place = places[column.rawValue]
    return place < 0 ? nil : place
  }

  /// The layout of a row of XML or JSON: a field for every column there is.
  init(ofEveryColumn kind: ExportKind, isPortalExport: Bool = false) {
    self.kind = kind
    self.isPortalExport = isPortalExport
    places = Array(0..<Column.allCases.count)
    unknownNames = []
    fieldCount = places.count
  }

  /// Reads a header; `hasAccount` where the account is known from the folder.
  init(header: [String], hasAccount: Bool) throws(Refusal) {
    let names = header.map(Self.normalized)
    fieldCount = names.count
    isPortalExport = names.contains("assignedlicensesquantity")
    guard let kind = Self.kind(of: Set(names), isPortal: isPortalExport) else {
      throw .unknownKind
    }
    self.kind = kind
    let meanings = isPortalExport ? Self.portalNames : Self.names(of: kind)
    var places = Array(repeating: -1, count: Column.allCases.count)
    var unknown: [(name: String, place: Int)] = []
    for (place, name) in names.enumerated() {
      guard let column = meanings[name] else {
        let isPortalName = isPortalExport && Self.unusedPortalNames.contains(name)
        if !isPortalName && !name.isEmpty { unknown.append((header[place], place)) }
        continue
      }
      let earlier = places[column.rawValue]
      if earlier >= 0 { throw .sameMeaning(header[earlier], header[place]) }
      places[column.rawValue] = place
    }
    guard hasAccount || places[Column.accountDomain.rawValue] >= 0 else {
      throw .noAccountDomain
    }
    self.places = places
    unknownNames = unknown
  }

  /// Without case, blanks, `_` and `-`: `Account Domain`, `account_domain` are one.
  static func normalized(_ name: String) -> String {
    let kept = name.utf8.filter { !" _-\t\u{a0}".utf8.contains($0) }
    return (String(decoding: kept, as: UTF8.self)).lowercasedASCII
  }

  private static func kind(of names: Set<String>, isPortal: Bool) -> ExportKind? {
    if isPortal { return names.isSuperset(of: ["virtualaccount", "license"]) ? .licenses : nil }
    func has(_ columns: [Column], _ kind: ExportKind) -> Bool {
      let present = Set(names.compactMap { Self.names(of: kind)[$0] })
      return present.isSuperset(of: columns)
    }
    if has([.virtualAccount, .license, .quantity], .licenses) { return .licenses }
    let choices: [Column] = [.dailySummary, .statusNotification, .alertEvents, .expiryWindows]
    if choices.contains(where: { has([.email, $0], .preferences) }) { return .preferences }
    if has([.severity, .alert], .alerts), !has([.time], .events) { return .alerts }
    if has([.virtualAccount, .productInstance], .instances) { return .instances }
    return has([.time, .message], .events) ? .events : nil
  }

  private static func names(of kind: ExportKind) -> [String: Column] {
    switch kind {
    case .licenses: licenseNames
    case .instances: instanceNames
    case .events: eventNames
    case .alerts: alertNames
    case .preferences: preferenceNames
    }
  }

  private static let accountNames: [String: Column] = [
    "accountdomain": .accountDomain, "smartaccountdomain": .accountDomain,
    "accountdomainidentifier": .accountDomain,
  ]

  private static let licenseNames = accountNames.merging([
    "accountname": .accountName, "smartaccount": .accountName,
    "virtualaccount": .virtualAccount, "license": .license, "licensename": .license,
    "sku": .sku, "productsku": .sku, "billingtype": .billingType, "licensetype": .licenseType,
    "quantity": .quantity, "purchased": .quantity, "quantitypurchased": .quantity,
    "inuse": .inUse, "startdate": .startDate, "enddate": .endDate,
    "expirationdate": .endDate, "expirydate": .endDate, "expires": .endDate,
    "subscriptionid": .subscription, "status": .status, "compliance": .status,
  ]) { own, _ in own }

  private static let instanceNames = accountNames.merging([
    "virtualaccount": .virtualAccount, "productinstance": .productInstance,
    "hostname": .productInstance, "device": .productInstance, "product": .product,
    "pid": .product, "registrationdate": .registrationDate,
    "registrationrenewed": .registrationRenewed,
    "lastregistrationrenewal": .registrationRenewed, "authorizationdate": .authorizationDate,
    "lastcontact": .lastContact, "status": .status,
  ]) { own, _ in own }

  private static let eventNames = accountNames.merging([
    "virtualaccount": .virtualAccount, "time": .time, "event": .event, "type": .event,
    "message": .message, "user": .user,
  ]) { own, _ in own }

  private static let alertNames = accountNames.merging([
    "virtualaccount": .virtualAccount, "severity": .severity, "alert": .alert,
    "messagetype": .alert, "type": .alert, "message": .message, "source": .source,
    "actiondue": .actionDue, "due": .actionDue,
  ]) { own, _ in own }

  private static let preferenceNames = accountNames.merging([
    "email": .email, "role": .role, "virtualaccounts": .virtualAccounts,
    "dailysummary": .dailySummary, "statusnotification": .statusNotification,
    "alertevents": .alertEvents, "expirywindows": .expiryWindows,
    "additionalemails": .additionalEmails, "locale": .locale,
  ]) { own, _ in own }

  private static let portalNames: [String: Column] = [
    "accountname": .accountName, "accountdomain": .accountDomain,
    "virtualaccount": .virtualAccount, "license": .license,
    "assignedlicensesquantity": .assignedQuantity, "inuse": .inUse,
    "billingtype": .billingType, "assignedlicensesstatus": .assignedStatus,
    "licensetype": .licenseType, "quantity": .quantity, "startdate": .startDate,
    "enddate": .endDate, "subscriptionid": .subscription, "status": .termStatus,
  ]

  private static let unusedPortalNames: Set<String> = [
    "accountstatus", "accounttype", "role", "virtualaccountstatus", "statusmessage",
    "available", "ahaapps", "pendingquantity", "reserved", "isportable",
  ]
}
