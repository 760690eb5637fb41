/// The indices of an account's virtual accounts in the order of their names.
struct VirtualAccountIndices {
  /// Sorted by name.
  private(set) var names: [TextID] = []
  /// Sorted by identifier, for looking up.
  private var indices: [(name: TextID, index: Int)] = []

  /// The indices of these names, which may repeat.
  init(_ found: [TextID], texts: TextTable) {
    for name in found.sorted(by: { $0.index < $1.index }) where name != names.last {
      names.append(name)
    }
    names.sort { texts.precedes($0, $1) }
    indices = names.enumerated().map { ($1, $0) }
    indices.sort { $0.name.index < $1.name.index }
  }

  /// The index of a name, or nil.
  subscript(_ name: TextID) -> Int? {
    var (low, high) = (0, indices.count)
    while low < high {
      let middle = (low + high) / 2
      if indices[middle].name.index < name.index { low = middle + 1 } else { high = middle }
    }
    return low < indices.count && indices[low].name == name ? indices[low].index : nil
  }
}
