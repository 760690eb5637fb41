internal import Licensing

/// The elements of our schemas, version 1, and what their attributes mean.
enum XMLElement: UInt8, CaseIterable {
  case licenseExport, preferenceExport, dismissalExport, smartAccount, virtualAccount
  case license, term, productInstance, event, alert, dismissal, user, listedAccount, additionalEmail

  /// The element of a name in its parent (nil: the root); nil where it does not belong there.
  init?(_ name: String, in parent: XMLElement?) {
    switch (parent, name) {
    case (nil, "license-export"): self = .licenseExport
    case (nil, "preference-export"): self = .preferenceExport
    case (nil, "dismissal-export"): self = .dismissalExport
    case (.licenseExport, "smart-account"), (.preferenceExport, "smart-account"),
      (.dismissalExport, "smart-account"):
      self = .smartAccount
    case (.smartAccount, "virtual-account"): self = .virtualAccount
    case (.virtualAccount, "license"): self = .license
    case (.license, "term"): self = .term
    case (.virtualAccount, "product-instance"): self = .productInstance
    case (.virtualAccount, "event"), (.smartAccount, "event"): self = .event
    case (.virtualAccount, "alert"), (.smartAccount, "alert"): self = .alert
    case (.smartAccount, "dismissal"): self = .dismissal
    case (.smartAccount, "user"): self = .user
    case (.user, "virtual-account"): self = .listedAccount
    case (.user, "additional-email"): self = .additionalEmail
    default: return nil
    }
  }

  /// The element of a name wherever it is; nil where no schema has one of that name.
  init?(anywhere name: String) {
    guard let element = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = element
  }

  /// As documents write it.
  var name: String {
    switch self {
    case .licenseExport: "license-export"
    case .preferenceExport: "preference-export"
    case .dismissalExport: "dismissal-export"
    case .smartAccount: "smart-account"
    case .virtualAccount, .listedAccount: "virtual-account"
    case .license: "license"
    case .term: "term"
    case .productInstance: "product-instance"
    case .event: "event"
    case .alert: "alert"
    case .dismissal: "dismissal"
    case .user: "user"
    case .additionalEmail: "additional-email"
    }
  }

  /// Where it belongs, as a message says it.
  var home: String {
    switch self {
    case .licenseExport, .preferenceExport, .dismissalExport: "as the root"
    case .smartAccount: "in the root"
    case .virtualAccount, .user, .dismissal: "in 'smart-account'"
    case .license, .productInstance: "in 'virtual-account'"
    case .event, .alert: "in 'virtual-account' or 'smart-account'"
    case .term: "in 'license'"
    case .listedAccount, .additionalEmail: "in 'user'"
    }
  }

  /// What its attribute of a name means; nil where it has none of that name.
  func column(_ name: String) -> Column? { Self.columns[self]?[name] }

  /// What an attribute that is none of its own means, by the names that columns have elsewhere:
  /// `expiry` of a term, `end-date` of a license; nil where it means nothing.
  func columnMeant(by name: String) -> Column? {
    guard let kind, var column = ColumnNames.column(alsoNamed: name, of: kind) else { return nil }
    if self == .term, column == .status { column = .termStatus }
    let isItsOwn = Self.columns[self]?.values.contains(column) == true
    return isItsOwn || Self.lent[self]?.contains(column) == true ? column : nil
  }

  /// The kind of the rows that its attributes are facts of.
  private var kind: ExportKind? {
    switch self {
    case .license, .term: .licenses
    case .productInstance: .instances
    case .event: .events
    case .alert: .alerts
    case .user: .preferences
    case .dismissal: .dismissals
    default: nil
    }
  }

  /// Columns that the schema has on another element and that mean the same here: a term inherits
  /// what its license says.
  private static let lent: [XMLElement: Set<Column>] = [
    .license: [.licenseType, .startDate, .endDate, .subscription],
    .term: [.inUse, .termStatus],
  ]

  private static let columns: [XMLElement: [String: Column]] = [
    .smartAccount: ["domain": .accountDomain, "name": .accountName],
    .virtualAccount: ["name": .virtualAccount],
    .listedAccount: ["name": .virtualAccount],
    .license: [
      "name": .license, "sku": .sku, "billing-type": .billingType, "in-use": .inUse,
      "status": .status,
    ],
    .term: [
      "type": .licenseType, "quantity": .quantity, "start-date": .startDate,
      "end-date": .endDate, "subscription-id": .subscription, "sku": .sku,
      "billing-type": .billingType,
    ],
    .productInstance: [
      "name": .productInstance, "product": .product, "registration-date": .registrationDate,
      "registration-renewed": .registrationRenewed,
      "authorization-date": .authorizationDate, "last-contact": .lastContact,
      "status": .status,
    ],
    .event: ["time": .time, "type": .event, "message": .message, "user": .user],
    .alert: [
      "severity": .severity, "type": .alert, "source": .source, "message": .message,
      "action-due": .actionDue,
    ],
    .dismissal: [
      "virtual-account": .virtualAccount, "alert-event": .alertEvent, "subject": .subject,
      "subscription-id": .subscription, "end-date": .endDate, "until": .until, "by": .by,
      "reason": .reason,
    ],
    .user: [
      "email": .email, "role": .role, "daily-summary": .dailySummary,
      "status-notification": .statusNotification, "virtual-accounts": .virtualAccounts,
      "alert-events": .alertEvents, "expiry-windows": .expiryWindows, "locale": .locale,
    ],
  ]
}
