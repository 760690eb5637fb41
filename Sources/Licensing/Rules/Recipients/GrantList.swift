/// The grants of one kind of message, found by address in one step.
struct GrantList {
  /// So few are looked through faster than a table is made of them.
  private static let few = 8

  private(set) var grants: [Grant] = []
  /// The address of each grant in small letters.
  private var keys: [String] = []
  /// By key, once there are more than a few.
  private var indices: [String: Int] = [:]

  /// P10: the same address twice has the grants of both; the first row's locale wins.
  mutating func unite(_ grant: Grant) {
    let key = grant.address.lowercasedASCII
    guard let known = index(of: key) else { return add(grant, key) }
    grants[known].windows = grants[known].windows.union(grant.windows)
    grants[known].alertTypes.formUnion(grant.alertTypes)
    grants[known].scope = grants[known].scope.union(grant.scope)
  }

  private func index(of key: String) -> Int? {
    indices.isEmpty ? keys.firstIndex(of: key) : indices[key]
  }

  private mutating func add(_ grant: Grant, _ key: String) {
    grants.append(grant)
    keys.append(key)
    if grants.count == Self.few {
      for (index, key) in keys.enumerated() { indices[key] = index }
    } else if grants.count > Self.few {
      indices[key] = grants.count - 1
    }
  }
}
