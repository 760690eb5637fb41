/// The readers of one account who share the bytes of one message.
package struct Variant: Sendable {
  /// The language, `en` or another that has wording (P12).
  package var locale: String
  /// Empty in notices.
  package var windows: WindowSelection
  /// The events that are ticked (P2).
  package var alertTypes: AlertTypes
  /// What of the account may be seen (P8).
  package var scope: Scope
  /// Addresses as first written, sorted as names are.
  package var recipients: [String]
  /// The administrators who added a recipient (P7), of those who chose nothing themselves.
  package var addedBy: [String: [String]] = [:]

  /// Groups grants that differ by address only, in the order of the first grant of each.
  package static func variants(of grants: [Grant]) -> [Variant] {
    var indices: [Grant: Int] = [:]
    var variants: [Variant] = []
    for grant in grants {
      var key = grant
      key.address = ""
      key.addedBy = []
      let index = indices[key] ?? variants.count
      if index == variants.count {
        indices[key] = index
        variants.append(
          Variant(
            locale: grant.locale, windows: grant.windows, alertTypes: grant.alertTypes,
            scope: grant.scope, recipients: []))
      }
      variants[index].recipients.append(grant.address)
      if !grant.addedBy.isEmpty { variants[index].addedBy[grant.address] = grant.addedBy }
    }
    for index in variants.indices {
      variants[index].recipients.sort { $0.precedes($1) }
    }
    return variants
  }
}
