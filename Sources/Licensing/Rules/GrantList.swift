/// The grants of one kind of message, found by address in one step.
struct GrantList {
  private(set) var grants: [Grant] = []
  private var places: [String: Int] = [:]

  /// P10: the same address twice has the grants of both; the first row's locale wins.
  mutating func unite(_ grant: Grant) {
    let key = grant.address.lowercasedASCII
    guard let known = places[key] else {
      places[key] = grants.count
      return grants.append(grant)
    }
    grants[known].windows = grants[known].windows.union(grant.windows)
    grants[known].alertTypes.formUnion(grant.alertTypes)
    grants[known].scope = grants[known].scope.union(grant.scope)
  }
}
