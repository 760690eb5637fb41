/// Seats of a license that are used and owned on a day.
package struct LicenseUse: Sendable {
  /// Index in the account's `licenses`.
  package let license: Int
  /// nil: unknown.
  package let inUse: Int?
  /// Quantity of the terms in force.
  package let owned: Int

  /// All licenses of an account: the largest part used first, unknown use last.
  ///
  /// Of the same part, those with fewer seats left come first, then the account's order.
  package static func tightestFirst(
    in account: SmartAccount, on day: CalendarDate
  ) -> [LicenseUse] {
    let uses = account.licenses.enumerated().map { index, license in
      LicenseUse(
        license: index, inUse: license.inUse,
        owned: account.quantityInForce(of: license, on: day))
    }
    return uses.sorted { left, right in
      guard let one = left.inUse, let two = right.inUse else {
        return left.inUse == nil && right.inUse == nil
          ? left.license < right.license : left.inUse != nil
      }
      let short = (left.short > 0, right.short > 0)
      if short.0 != short.1 { return short.0 }
      // Of the full width: the seats of a thousand rows are more than half of Int has room for.
      let parts = (
        one.multipliedFullWidth(by: max(right.owned, 1)),
        two.multipliedFullWidth(by: max(left.owned, 1))
      )
      if parts.0 != parts.1 { return parts.0 > parts.1 }
      let free = (left.owned - one, right.owned - two)
      return free.0 == free.1 ? left.license < right.license : free.0 < free.1
    }
  }

  /// Seats used beyond those owned.
  package var short: Int { max(0, (inUse ?? 0) - owned) }
}
