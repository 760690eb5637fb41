/// What a virtual account holds: a line of the totals.
package struct VirtualAccountTotal: Sendable {
  /// Index in the account's `virtualAccounts`.
  package var virtualAccount: Int
  /// Distinct license names.
  package var licenses = 0
  /// Quantity of the terms in force.
  package var quantity = 0
  /// nil: unknown for at least one license, so that no sum would be true.
  package var inUse: Int? = 0
  /// Lines of the expiring section that are not renewed.
  package var expiring = 0
  /// Alerts of the alerts section.
  package var alerts = 0
}
