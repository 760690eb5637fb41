/// The values one rendering is filled with: all texts in one buffer, all records in one row.
///
/// A digest has hundreds of values; held one by one they would cost more than the rendering.
/// What was not set is absent: an empty text, a flag that is off, a list without elements.
package struct TemplateValues: Sendable {
  enum Kind: UInt8 { case absent, text, on, record, list, element }

  /// text: the bytes `first..<last`; record: fields from `first`; list: `count` elements from
  /// `first`, the newest at `last`; element: the next one at `first`, its value follows.
  struct Node {
    var kind = Kind.absent
    var first: UInt32 = 0
    var last: UInt32 = 0
    var count: UInt32 = 0
  }

  private(set) var nodes: [Node] = []
  private(set) var bytes: [UInt8] = []

  /// No values yet.
  package init() {}

  /// Forgets all values and keeps the memory for the next ones.
  package mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Begins the record that a template is filled with; it must be the first.
  package mutating func root<Names: TemplateNames>(_ names: Names.Type) -> RecordPlace<Names> {
    precondition(nodes.isEmpty, "the root is the first record")
    return RecordPlace(first: reserve(Names.allCases.count))
  }

  /// Appends an empty record to a list.
  package mutating func append<Names: TemplateNames, Element: TemplateNames>(
    to name: Names, of record: RecordPlace<Names>, _ element: Element.Type
  ) -> RecordPlace<Element> {
    let header = append(to: record.first + name.rawValue)
    let first = reserve(Element.allCases.count)
    assert(first == header + 1, "an element's value follows it")
    return RecordPlace(first: first)
  }

  /// Appends a text to a list.
  package mutating func append<Names: TemplateNames>(
    to name: Names, of record: RecordPlace<Names>, _ text: String
  ) {
    let header = append(to: record.first + name.rawValue)
    let place = reserve(1)
    assert(place == header + 1, "an element's value follows it")
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    setText(place, from: start)
  }

  /// Sets an optional record, which is then there, with nothing set in it.
  package mutating func open<Names: TemplateNames, Inner: TemplateNames>(
    _ name: Names, of record: RecordPlace<Names>, _ inner: Inner.Type
  ) -> RecordPlace<Inner> {
    let first = reserve(Inner.allCases.count)
    nodes[record.first + name.rawValue] = Node(kind: .record, first: UInt32(first))
    return RecordPlace(first: first)
  }

  /// Sets a text.
  package mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordPlace<Names>, _ text: String
  ) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    setText(record.first + name.rawValue, from: start)
  }

  /// Sets a text of UTF-8 bytes.
  package mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordPlace<Names>, bytes text: ArraySlice<UInt8>
  ) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    setText(record.first + name.rawValue, from: start)
  }

  /// Sets a text that `write` appends to the end of a buffer.
  package mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordPlace<Names>, writing write: (inout [UInt8]) -> Void
  ) {
    let start = bytes.count
    write(&bytes)
    setText(record.first + name.rawValue, from: start)
  }

  /// Sets a flag.
  package mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordPlace<Names>, _ isOn: Bool
  ) {
    nodes[record.first + name.rawValue] = Node(kind: isOn ? .on : .absent)
  }

  /// How many elements a list has.
  package func count<Names: TemplateNames>(_ name: Names, of record: RecordPlace<Names>) -> Int {
    Int(nodes[record.first + name.rawValue].count)
  }

  /// Makes room for values that all stand side by side.
  mutating func reserve(_ count: Int) -> Int {
    let first = nodes.count
    for _ in 0..<count { nodes.append(Node()) }
    return first
  }

  /// Appends an element to the list at a node, and gives the element's place.
  mutating func append(to list: Int) -> Int {
    let header = reserve(1)
    nodes[header].kind = .element
    if nodes[list].kind == .list {
      nodes[Int(nodes[list].last)].first = UInt32(header)
    } else {
      nodes[list].kind = .list
      nodes[list].first = UInt32(header)
    }
    nodes[list].last = UInt32(header)
    nodes[list].count += 1
    return header
  }

  mutating func setText(_ place: Int, _ text: [UInt8]) {
    let start = bytes.count
    bytes += text
    setText(place, from: start)
  }

  mutating func set(_ place: Int, _ node: Node) {
    nodes[place] = node
  }

  private mutating func setText(_ place: Int, from start: Int) {
    nodes[place] = Node(kind: .text, first: UInt32(start), last: UInt32(bytes.count))
  }
}

/// Where a record of these names stands among the values.
package struct RecordPlace<Names: TemplateNames>: Sendable {
  let first: Int

  /// The record as the key of its measured size; see `Template.render`.
  package var elementPlace: Int { first - 1 }
}
