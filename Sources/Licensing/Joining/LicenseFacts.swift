/// All a row says beside its license and its location.
struct LicenseFacts: Hashable {
  let quantity: Int32
  let inUse: Int32
  let start: PackedDay
  let end: PackedDay
  let subscription: TextID
  let sku: TextID
  let licenseType: TextID
  let billingType: TextID
  let accountName: TextID
  let isOutOfCompliance: Bool
  let hasUnknownStatus: Bool
  let isInactive: Bool

  init(_ row: LicenseRow) {
    quantity = row.quantity
    inUse = row.packedInUse
    start = row.packedStart
    end = row.packedEnd
    subscription = row.subscription
    sku = row.sku
    licenseType = row.licenseType
    billingType = row.billingType
    accountName = row.accountName
    isOutOfCompliance = row.isOutOfCompliance
    hasUnknownStatus = row.hasUnknownStatus
    isInactive = row.isInactive
  }
}

extension LicenseRow {
  /// Of two rows of one license by end date, subscription, quantity; nil when all are equal.
  func termPrecedes(_ other: LicenseRow, _ texts: TextTable) -> Bool? {
    let ends = (packedEnd.orderNumber, other.packedEnd.orderNumber)
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    if subscription != other.subscription {
      return texts.precedes(subscription, other.subscription)
    }
    return quantity == other.quantity ? nil : quantity < other.quantity
  }
}
