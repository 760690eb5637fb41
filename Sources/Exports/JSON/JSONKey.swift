internal import Licensing

/// The lists of a response that hold rows.
enum JSONList: String, CaseIterable {
  case licenses, licenseSubscriptions, alerts, devices

  /// An entry of it, as messages name it.
  var entry: String {
    switch self {
    case .licenses: "a license"
    case .licenseSubscriptions: "a subscription"
    case .alerts: "an alert"
    case .devices: "a device"
    }
  }
}

/// What a key of a response means, by the object it is in.
enum JSONKey {
  /// A list of rows, or an object that holds one.
  case list(JSONList)
  /// An object that holds a list of licenses.
  case assigned
  /// Of an account: the list of objects that each hold the licenses of a virtual account.
  case roles
  /// How many entries all pages of the list have.
  case total
  /// The same by a name that elsewhere counts the entries of a page.
  case count
  /// Whether another page follows: `true`, or anything that leads to it.
  case next
  /// Whether this page is the last.
  case isLast
  /// What went wrong, where anything did.
  case errors
  /// Whether it went well.
  case success
  /// An object or a list that only holds what a response holds.
  case wrapper
  case responseStatus, statusMessage
  /// A fact of the account or virtual account around the rows; a virtual account may be an object
  /// with a name.
  case context(Column)
  /// Of a license: the list of its terms.
  case details
  /// A fact of a row.
  case fact(Column)
  /// The same under a name that the portal does not use for it.
  case otherName(Column)
  /// One that the portal sends and nothing here needs.
  case unused

  /// What a key of an object around rows means; nil where it is not known.
  static func ofContext(_ name: String) -> JSONKey? {
    if let list = JSONList(rawValue: name) { return .list(list) }
    return context[name] ?? otherContext[name.lettersAndDigits]
      ?? contextByLetters[name.lettersAndDigits]
  }

  /// What a key of an entry of a list means; nil where it is not known.
  static func ofEntry(_ name: String, in list: JSONList) -> JSONKey? {
    switch list {
    case .licenses:
      license[name] ?? (name.lettersAndDigits == "licensedetails" ? .details : nil)
        ?? otherName(name, .licenses, columnsOfLicense)
    case .licenseSubscriptions:
      subscription[name] ?? otherName(name, .licenses, columnsOfSubscription)
    case .alerts: alert[name] ?? otherName(name, .alerts, columns(of: alert))
    case .devices: device[name] ?? otherName(name, .instances, columns(of: device))
    }
  }

  /// What a key of a license's details means; nil where it is not known.
  static func ofDetail(_ name: String) -> JSONKey? {
    if let key = detail[name] { return key }
    let key = otherName(name, .licenses, columns(of: detail).union([.status]))
    if case .otherName(.status) = key { return .otherName(.termStatus) }
    return key
  }

  private static func otherName(
    _ name: String, _ kind: ExportKind, _ columns: Set<Column>
  ) -> JSONKey? {
    guard let column = ColumnNames.column(alsoNamed: name, of: kind), columns.contains(column)
    else { return nil }
    return .otherName(column)
  }

  private static func columns(of keys: [String: JSONKey]) -> Set<Column> {
    Set(keys.values.compactMap { if case .fact(let column) = $0 { column } else { nil } })
  }

  /// A license without details may state the facts of its one term itself, but for its seats.
  private static let columnsOfLicense = columns(of: license).union([
    .licenseType, .startDate, .endDate, .subscription, .sku,
  ])
  private static let columnsOfSubscription = columns(of: subscription).union([.licenseType, .inUse])

  private static let context: [String: JSONKey] = [
    "assignedLicenses": .assigned, "roles": .roles, "total": .total, "totalRecords": .total,
    "status": .responseStatus, "statusMessage": .statusMessage,
    "accountDomain": .context(.accountDomain), "accountName": .context(.accountName),
    "virtualAccount": .context(.virtualAccount), "virtual_account": .context(.virtualAccount),
    "offset": .unused, "limit": .unused, "accountStatus": .unused, "accountType": .unused,
    "role": .unused,
  ]

  /// By letters and digits: what other programs write around the rows.
  private static let otherContext: [String: JSONKey] = {
    let names: [(JSONKey, [String])] = [
      (
        .count,
        [
          "count", "numberofrecords", "numfound", "odatacount", "recordcount", "recordstotal",
          "totalcount", "totalelements", "totalhits", "totalitems", "totallicenses",
          "totalresults", "totalrows", "totalsize",
        ]
      ),
      (
        .next,
        [
          "continuationtoken", "hasmore", "hasmoreitems", "hasmorepages", "hasmoreresults",
          "hasnext", "hasnextpage", "istruncated", "moreresults", "moreresultsavailable",
          "morerecords", "next", "nextcursor", "nextlink", "nextmarker", "nextoffset", "nextpage",
          "nextpagetoken", "nextpageurl", "nextrecordsurl", "nexttoken", "nexturl",
          "odatanextlink", "truncated",
        ]
      ),
      (.isLast, ["done", "isdone", "islast", "islastpage", "last", "lastpage"]),
      (
        .errors,
        ["error", "errorcode", "errormessage", "errors", "exception", "fault", "faults"]
      ),
      (.success, ["issuccess", "success", "successful"]),
      (
        .wrapper,
        [
          "accounts", "body", "content", "data", "items", "links", "meta", "metadata", "page",
          "pageinfo", "pagination", "paging", "payload", "response", "result", "results",
          "smartaccounts", "value",
        ]
      ),
    ]
    return Dictionary(
      uniqueKeysWithValues: names.flatMap { key, names in names.map { ($0, key) } })
  }()

  /// The portal's own names, as others spell them: `TotalRecords`, `assigned_licenses`.
  private static let contextByLetters: [String: JSONKey] = {
    let own = context.map { ($0.key.lettersAndDigits, $0.value) }
    let lists = JSONList.allCases.map { ($0.rawValue.lettersAndDigits, JSONKey.list($0)) }
    return Dictionary(own + lists) { first, _ in first }
  }()

  /// The names are those of the flattened portal export.
  private static let license: [String: JSONKey] = [
    "license": .fact(.license), "virtualAccount": .fact(.virtualAccount),
    "quantity": .fact(.assignedQuantity), "inUse": .fact(.inUse),
    "status": .fact(.status), "billingType": .fact(.billingType),
    "licenseDetails": .details, "available": .unused, "ahaApps": .unused,
    "pendingQuantity": .unused, "reserved": .unused, "isPortable": .unused,
    "licenseSubstitutions": .unused,
  ]

  private static let detail: [String: JSONKey] = [
    "licenseType": .fact(.licenseType), "quantity": .fact(.quantity),
    "startDate": .fact(.startDate), "endDate": .fact(.endDate),
    "subscriptionId": .fact(.subscription), "licenseSku": .fact(.sku),
    "status": .fact(.termStatus), "customer": .unused, "orderNumber": .unused,
    "billToPo": .unused, "endCustomerPo": .unused, "orderLineIdentifier": .unused,
    "shipTo": .unused,
  ]

  private static let subscription: [String: JSONKey] = [
    "license": .fact(.license), "virtualAccount": .fact(.virtualAccount),
    "quantity": .fact(.quantity), "subscriptionId": .fact(.subscription),
    "startDate": .fact(.startDate), "endDate": .fact(.endDate), "status": .fact(.termStatus),
    "billingType": .fact(.billingType), "licenseSku": .fact(.sku),
  ]

  private static let alert: [String: JSONKey] = [
    "messageType": .fact(.alert), "severity": .fact(.severity), "message": .fact(.message),
    "source": .fact(.source), "virtualAccount": .fact(.virtualAccount),
    "actionDue": .fact(.actionDue), "sourceType": .unused,
  ]

  private static let device: [String: JSONKey] = [
    "instanceName": .fact(.productInstance), "productTagName": .fact(.product),
    "virtualAccount": .fact(.virtualAccount), "registrationDate": .fact(.registrationDate),
    "registrationRenewed": .fact(.registrationRenewed),
    "authorizationDate": .fact(.authorizationDate), "lastContact": .fact(.lastContact),
    "status": .fact(.status), "sudi": .unused, "licenseUsage": .unused,
  ]
}
