/// What one address in one account gets of one kind of message.
package struct Grant: Hashable, Sendable {
  /// As first written.
  package var address: String
  /// The part before `-` or `_`, lower case: `en`, `fr`.
  package var locale: String
  /// The days that are ticked (P3 to P6).
  package var windows: WindowSelection
  /// The events that are ticked (P2).
  package var alertTypes: AlertTypes
  /// What of the account may be seen (P8).
  package var scope: Scope
  /// The administrators whose rows name the address as an additional one (P7); empty where a row
  /// of the address itself grants.
  package var addedBy: [String] = []

  /// Takes in who added the same address in another row; ten are enough to ask one of.
  mutating func unite(addedBy others: [String]) {
    if others.isEmpty || addedBy.isEmpty {
      addedBy = []
    } else if addedBy.count < 10 {
      addedBy += others.filter { !addedBy.contains($0) }
    }
  }
}
