/// The elements of our two schemas, version 1, and what their attributes mean.
enum XMLElement: Int, CaseIterable {
  case licenseExport, preferenceExport, smartAccount, virtualAccount, license, term
  case productInstance, event, user, listedAccount, additionalEmail

  /// The element of a name in its parent (nil: the root); nil where it may not stand there.
  init?(_ name: String, in parent: XMLElement?) {
    switch (parent, name) {
    case (nil, "license-export"): self = .licenseExport
    case (nil, "preference-export"): self = .preferenceExport
    case (.licenseExport, "smart-account"), (.preferenceExport, "smart-account"):
      self = .smartAccount
    case (.smartAccount, "virtual-account"): self = .virtualAccount
    case (.virtualAccount, "license"): self = .license
    case (.license, "term"): self = .term
    case (.virtualAccount, "product-instance"): self = .productInstance
    case (.virtualAccount, "event"), (.smartAccount, "event"): self = .event
    case (.smartAccount, "user"): self = .user
    case (.user, "virtual-account"): self = .listedAccount
    case (.user, "additional-email"): self = .additionalEmail
    default: return nil
    }
  }

  /// As documents write it.
  var name: String {
    switch self {
    case .licenseExport: "license-export"
    case .preferenceExport: "preference-export"
    case .smartAccount: "smart-account"
    case .virtualAccount, .listedAccount: "virtual-account"
    case .license: "license"
    case .term: "term"
    case .productInstance: "product-instance"
    case .event: "event"
    case .user: "user"
    case .additionalEmail: "additional-email"
    }
  }

  /// What the attribute of a name means; nil where the element has none of it.
  func column(_ name: String) -> Column? {
    switch self {
    case .licenseExport, .preferenceExport, .additionalEmail: nil
    case .smartAccount: ["domain": .accountDomain, "name": .accountName][name]
    case .virtualAccount, .listedAccount: name == "name" ? .virtualAccount : nil
    case .license: Self.licenseColumns[name]
    case .term: Self.termColumns[name]
    case .productInstance: Self.instanceColumns[name]
    case .event: ["time": .time, "type": .event, "message": .message, "user": .user][name]
    case .user: Self.userColumns[name]
    }
  }

  private static let licenseColumns: [String: Column] = [
    "name": .license, "sku": .sku, "billing-type": .billingType, "in-use": .inUse,
    "status": .status,
  ]

  private static let termColumns: [String: Column] = [
    "type": .licenseType, "quantity": .quantity, "start-date": .startDate,
    "end-date": .endDate, "subscription-id": .subscription, "sku": .sku,
    "billing-type": .billingType,
  ]

  private static let instanceColumns: [String: Column] = [
    "name": .productInstance, "product": .product, "registration-date": .registrationDate,
    "registration-renewed": .registrationRenewed, "authorization-date": .authorizationDate,
    "last-contact": .lastContact, "status": .status,
  ]

  private static let userColumns: [String: Column] = [
    "email": .email, "role": .role, "daily-summary": .dailySummary,
    "status-notification": .statusNotification, "virtual-accounts": .virtualAccounts,
    "alert-events": .alertEvents, "expiry-windows": .expiryWindows, "locale": .locale,
  ]
}
