/// How far a template is rendered.
///
/// The program writes into bytes that are there already and stops where they do not suffice: what
/// a buffer checks for each of hundreds of pieces, its owner and its room, costs more than they do.
struct TemplateRendering {
  /// A section that is open.
  private struct Section {
    /// The slot of the value in which names are looked up.
    var scope = 0
    /// The instruction behind the section's first.
    var body = 0
    /// The element of a list that is being rendered; -1: no list.
    var element = -1
    /// The elements after it.
    var left = 0
    /// Where its output begins.
    var start = 0
  }

  /// Bytes of output so far.
  private(set) var length: Int
  private var next = 0
  private var sections: [Section]
  private var innermost = 0

  init(depth: Int, length: Int) {
    self.length = length
    sections = Array(repeating: Section(), count: depth)
  }

  /// Goes on until all is rendered or room is missing; returns the missing bytes, 0 where none are.
  mutating func proceed(
    _ template: borrowing Template, _ values: borrowing TemplateValues,
    into output: inout [UInt8], sizes: inout [Int]
  ) -> Int {
    let (instructions, literals) = (template.instructions.span, template.literals.span)
    let (nodes, texts, further) = (values.nodes.span, values.bytes.span, template.further.span)
    let escaping = template.escaping
    var bytes = output.mutableSpan
    while next < instructions.count {
      switch instructions[next] {
      case .literal(let start, let end):
        guard length &+ (end &- start) <= bytes.count else { return end &- start }
        bytes.copy(literals.extracting(start..<end), to: length)
        length &+= end &- start
        next &+= 1
      case .variable(let slot, let isEscaped):
        let node = nodes[node(at: slot, nodes, further)]
        if node.kind == .text, node.first < node.last {
          let text = texts.extracting(Int(node.first)..<Int(node.last))
          let room = isEscaped ? escaping.room(for: text) : text.count
          guard length &+ room <= bytes.count else { return room }
          length = (isEscaped ? escaping : .none).write(text, to: &bytes, at: length)
        }
        next &+= 1
      case .section(let slot, let end):
        next = begin(node(at: slot, nodes, further), nodes) ? next &+ 1 : end
      case .sectionEnd: endSection(nodes, &sizes)
      case .inverted(let slot, let end):
        let isThere = nodes[node(at: slot, nodes, further)].isThere
        next = isThere ? end : next &+ 1
      }
    }
    return 0
  }

  /// Opens a section where its value is there.
  @inline(__always) private mutating func begin(
    _ slot: Int, _ nodes: Span<TemplateValues.Node>
  ) -> Bool {
    let node = nodes[slot]
    guard node.isThere else { return false }
    var section = Section(scope: slot, body: next &+ 1, start: length)
    if node.kind == .record {
      section.scope = Int(node.first)
    } else if node.kind == .list {
      section.element = Int(node.first)
      section.scope = section.element &+ 1
      section.left = Int(node.count) &- 1
    }
    innermost &+= 1
    sections[innermost] = section
    return true
  }

  /// Goes on to the next element of a list, or behind the section.
  @inline(__always) private mutating func endSection(
    _ nodes: Span<TemplateValues.Node>, _ sizes: inout [Int]
  ) {
    let section = sections[innermost]
    if section.element >= 0 {
      if !sizes.isEmpty { sizes[section.element] += length - section.start }
      if section.left > 0 {
        let element = Int(nodes[section.element].first)
        sections[innermost] = Section(
          scope: element &+ 1, body: section.body, element: element, left: section.left &- 1,
          start: length)
        next = section.body
        return
      }
    }
    innermost &-= 1
    next &+= 1
  }

  @inline(__always) private func node(
    at slot: Template.Slot, _ nodes: Span<TemplateValues.Node>, _ further: Span<Int>
  ) -> Int {
    let scope = sections[innermost &- slot.up].scope
    guard slot.field >= 0 else { return scope }
    var node = scope &+ slot.field
    for index in slot.further {
      // An absent record has nothing in it: its own node is absent too.
      guard nodes[node].kind == .record else { return node }
      node = Int(nodes[node].first) &+ further[index]
    }
    return node
  }
}

extension TemplateValues.Node {
  /// Whether a section over the value is rendered.
  fileprivate var isThere: Bool {
    switch kind {
    case .absent, .element: false
    case .text: first != last
    case .on, .record: true
    case .list: count > 0
    }
  }
}
