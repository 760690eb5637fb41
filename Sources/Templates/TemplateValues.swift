/// The values one rendering is filled with: all texts in one buffer, all records in one row.
///
/// A digest has hundreds of values; held one by one they would cost more than the rendering.
/// What was not set is absent: an empty text, a flag that is off, a list without elements.
///
/// A field is known by its slot, which is that of its record's first and its own among the
/// record's names. Whoever fills values knows the names: generic functions of another module are
/// called through tables, those of this module are not.
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
  package init() {
    nodes.reserveCapacity(512)
    bytes.reserveCapacity(8_192)
  }

  /// Whether nothing was begun yet: the record that a template is filled with must be the first.
  package var isEmpty: Bool { nodes.isEmpty }

  /// Appends a record to the list at a node, and gives the slot of its first field.
  package mutating func append(to list: Int, fields: Int) -> Int {
    let header = append(to: list)
    let first = reserve(fields)
    assert(first == header + 1, "an element's value follows it")
    return first
  }

  /// Sets an optional record, which is then there, with nothing set in it; gives the slot of its
  /// first field.
  package mutating func open(_ slot: Int, fields: Int) -> Int {
    let first = reserve(fields)
    nodes[slot] = Node(kind: .record, first: UInt32(first))
    return first
  }

  /// Sets a text.
  package mutating func set(_ slot: Int, _ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    setText(slot, from: start)
  }

  /// Sets a text of UTF-8 bytes.
  package mutating func set(_ slot: Int, bytes text: ArraySlice<UInt8>) {
    let start = bytes.count
    bytes.append(addingCapacity: text.count) { output in
      output.append(repeating: 0, count: text.count)
      var target = output.mutableSpan
      target.copy(text.span, to: 0)
    }
    setText(slot, from: start)
  }

  /// Sets a text that `write` appends to the end of a buffer of UTF-8.
  package mutating func set(_ slot: Int, writing write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    setText(slot, from: start)
  }

  /// Sets a flag.
  package mutating func set(_ slot: Int, _ isOn: Bool) {
    nodes[slot] = Node(kind: isOn ? .on : .absent)
  }

  /// Makes room for values side by side, and gives the slot of the first.
  package mutating func reserve(_ count: Int) -> Int {
    let first = nodes.count
    nodes.append(contentsOf: repeatElement(Node(), count: count))
    return first
  }

  /// Appends an element to the list at a node, and gives the element's slot.
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

  mutating func setText(_ slot: Int, _ text: [UInt8]) {
    let start = bytes.count
    bytes += text
    setText(slot, from: start)
  }

  mutating func set(_ slot: Int, _ node: Node) {
    nodes[slot] = node
  }

  private mutating func setText(_ slot: Int, from start: Int) {
    nodes[slot] = Node(kind: .text, first: UInt32(start), last: UInt32(bytes.count))
  }
}
