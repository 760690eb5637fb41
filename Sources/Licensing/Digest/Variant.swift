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

  /// Groups grants that differ by address only, in the order of the first grant of each.
  package static func variants(of grants: [Grant]) -> [Variant] {
    var indices: [Grant: Int] = [:]
    var variants: [Variant] = []
    for grant in grants {
      var key = grant
      key.address = ""
      if let index = indices[key] {
        variants[index].recipients.append(grant.address)
      } else {
        indices[key] = variants.count
        variants.append(
          Variant(
            locale: grant.locale, windows: grant.windows, alertTypes: grant.alertTypes,
            scope: grant.scope, recipients: [grant.address]))
      }
    }
    for index in variants.indices {
      variants[index].recipients.sort { $0.precedes($1) }
    }
    return variants
  }
}
