/// The places of an account's virtual accounts in the order of their names.
struct VirtualAccountPlaces {
  /// Sorted by name.
  private(set) var names: [TextID] = []
  /// Sorted by identifier, for looking up.
  private var places: [(name: TextID, place: Int)] = []

  /// The places of these names, which may repeat.
  init(_ found: [TextID], texts: TextTable) {
    for name in found.sorted(by: { $0.index < $1.index }) where name != names.last {
      names.append(name)
    }
    names.sort { texts.precedes($0, $1) }
    places = names.enumerated().map { ($1, $0) }
    places.sort { $0.name.index < $1.name.index }
  }

  /// The place of a name, or nil.
  subscript(_ name: TextID) -> Int? {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].name.index < name.index { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].name == name ? places[low].place : nil
  }
}
