/// What the keys of a response of the portal's licensing API mean, by the object they stand in.
enum JSONKey {
  /// Of the response: the list of licenses, and how many the account has.
  case licenses, total
  /// Of a license: the list of its terms.
  case details
  /// A fact of the license or of one of its terms.
  case fact(Column)
  /// One that the portal sends and nothing here needs.
  case unused

  /// What a key of the response means; nil where it is not known.
  static func ofResponse(_ name: String) -> JSONKey? {
    switch name {
    case "licenses": .licenses
    case "total": .total
    case "status", "statusMessage", "offset", "limit": .unused
    default: nil
    }
  }

  /// What a key of a license means; the names are those of the flattened portal export.
  static func ofLicense(_ name: String) -> JSONKey? {
    switch name {
    case "license": .fact(.license)
    case "virtualAccount": .fact(.virtualAccount)
    case "quantity": .fact(.assignedQuantity)
    case "inUse": .fact(.inUse)
    case "status": .fact(.status)
    case "billingType": .fact(.billingType)
    case "licenseDetails": .details
    case "available", "ahaApps", "pendingQuantity", "reserved", "isPortable": .unused
    default: nil
    }
  }

  /// What a key of a license's details means.
  static func ofDetail(_ name: String) -> JSONKey? {
    switch name {
    case "licenseType": .fact(.licenseType)
    case "quantity": .fact(.quantity)
    case "startDate": .fact(.startDate)
    case "endDate": .fact(.endDate)
    case "subscriptionId": .fact(.subscription)
    case "status": .unused
    default: nil
    }
  }
}
