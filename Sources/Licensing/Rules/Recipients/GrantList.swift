/// The grants of one kind of message, found by address in one step.
struct GrantList {
  private var grants: [Grant] = []
  /// By address in small letters.
  private var indices: [String: Int] = [:]
  /// By grant, what the scopes of its rows list, not yet in order: an address may be in every row.
  private var listed: [Int: [Int]] = [:]

  /// P10: the same address twice has the grants of both; the first row's locale wins.
  ///
  /// In the order of the addresses' first rows.
  var united: [Grant] {
    var united = grants
    for (index, virtualAccounts) in listed {
      united[index].scope = .listed(Set(virtualAccounts).sorted())
    }
    return united
  }

  mutating func unite(_ grant: Grant) {
    let key = grant.address.lowercasedASCII
    guard let known = indices[key] else {
      indices[key] = grants.count
      grants.append(grant)
      return
    }
    grants[known].windows = grants[known].windows.union(grant.windows)
    grants[known].alertTypes.formUnion(grant.alertTypes)
    grants[known].unite(addedBy: grant.addedBy)
    guard case .listed(let own) = grants[known].scope, case .listed(let other) = grant.scope else {
      grants[known].scope = .wholeAccount
      listed[known] = nil
      return
    }
    listed[known, default: own] += other
  }
}
