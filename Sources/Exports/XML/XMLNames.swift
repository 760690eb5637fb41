/// What the names of one document mean, worked out once for each name and place it stands in.
struct XMLNames {
  private static let unknown: Int8 = -1
  private static let unasked: Int8 = -2
  /// Names beyond these are looked up each time.
  private static let limit = 64

  private var elements = [Int8](
    repeating: unasked, count: (XMLElement.allCases.count + 1) * limit)
  private var columns = [Int8](repeating: unasked, count: XMLElement.allCases.count * limit)

  /// The element of a name, given by its place in `names`; nil where it may not stand there.
  mutating func element(
    _ name: Int32, in parent: XMLElement?, _ names: [String]
  ) -> XMLElement? {
    guard name >= 0 else { return nil }
    guard name < Self.limit else { return XMLElement(names[Int(name)], in: parent) }
    let place = ((parent?.rawValue ?? -1) + 1) * Self.limit + Int(name)
    if elements[place] == Self.unasked {
      let element = XMLElement(names[Int(name)], in: parent)
      elements[place] = element.map { Int8($0.rawValue) } ?? Self.unknown
    }
    return XMLElement(rawValue: Int(elements[place]))
  }

  /// What an element's attribute means, given by its name's place; nil where it has none of it.
  mutating func column(_ name: Int32, of element: XMLElement, _ names: [String]) -> Column? {
    guard name < Self.limit else { return element.column(names[Int(name)]) }
    let place = element.rawValue * Self.limit + Int(name)
    if columns[place] == Self.unasked {
      let column = element.column(names[Int(name)])
      columns[place] = column.map { Int8($0.rawValue) } ?? Self.unknown
    }
    return Column(rawValue: Int(columns[place]))
  }
}
