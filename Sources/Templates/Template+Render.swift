extension Template {
  /// Appends the template filled with values to a buffer.
  package func render(_ values: borrowing TemplateValues, into output: inout [UInt8]) {
    var sizes: [Int]?
    render(values, into: &output, sizes: &sizes)
  }

  /// The same, with the bytes that each list element took, by `RecordPlace.elementPlace`.
  package func renderMeasuring(
    _ values: borrowing TemplateValues, into output: inout [UInt8]
  ) -> [Int] {
    var sizes: [Int]? = Array(repeating: 0, count: values.nodes.count)
    render(values, into: &output, sizes: &sizes)
    return sizes ?? []
  }

  private func render(
    _ values: borrowing TemplateValues, into output: inout [UInt8], sizes: inout [Int]?
  ) {
    var scopes = [0]
    scopes.reserveCapacity(16)
    run(0..<instructions.count, values, &scopes, &output, &sizes)
  }

  private func run(
    _ range: Range<Int>, _ values: borrowing TemplateValues, _ scopes: inout [Int],
    _ output: inout [UInt8], _ sizes: inout [Int]?
  ) {
    var next = range.lowerBound
    while next < range.upperBound {
      switch instructions[next] {
      case .literal(let start, let end):
        output.append(contentsOf: literals[start..<end])
        next += 1
      case .variable(let place, let isEscaped):
        let node = values.nodes[node(at: place, values, scopes)]
        if node.kind == .text {
          (isEscaped ? escaping : .none).append(
            Int(node.first)..<Int(node.last), of: values.bytes, to: &output)
        }
        next += 1
      case .section(let place, let end):
        let node = node(at: place, values, scopes)
        runSection(next + 1..<end, at: node, values, &scopes, &output, &sizes)
        next = end
      case .inverted(let place, let end):
        let node = values.nodes[node(at: place, values, scopes)]
        if Self.isThere(node) { next = end } else { next += 1 }
      }
    }
  }

  private func runSection(
    _ range: Range<Int>, at place: Int, _ values: borrowing TemplateValues,
    _ scopes: inout [Int], _ output: inout [UInt8], _ sizes: inout [Int]?
  ) {
    let node = values.nodes[place]
    switch node.kind {
    case .absent, .element: return
    case .text where node.first == node.last: return
    case .text, .on: scopes.append(place)
    case .record: scopes.append(Int(node.first))
    case .list:
      var element = Int(node.first)
      for _ in 0..<node.count {
        let start = output.count
        scopes.append(element + 1)
        run(range, values, &scopes, &output, &sizes)
        scopes.removeLast()
        sizes?[element] += output.count - start
        element = Int(values.nodes[element].first)
      }
      return
    }
    run(range, values, &scopes, &output, &sizes)
    scopes.removeLast()
  }

  private func node(
    at place: Place, _ values: borrowing TemplateValues, _ scopes: [Int]
  ) -> Int {
    let scope = scopes[scopes.count - 1 - place.up]
    guard place.field >= 0 else { return scope }
    var node = scope + place.field
    for further in further[place.further] {
      // An absent record has nothing in it: its own node is absent too.
      guard values.nodes[node].kind == .record else { return node }
      node = Int(values.nodes[node].first) + further
    }
    return node
  }

  private static func isThere(_ node: TemplateValues.Node) -> Bool {
    switch node.kind {
    case .absent, .element: false
    case .text: node.first != node.last
    case .on, .record: true
    case .list: node.count > 0
    }
  }
}
