internal import Templates
internal import Yams

/// Reads the values of one YAML file and collects what is wrong with them, each with its place.
struct YAMLReading {
  let path: String
  private(set) var errors: [String] = []

  init(path: String) { self.path = path }

  /// The top mapping; nil for an empty file.
  mutating func compose(_ text: String) -> Node? {
    do {
      guard let node = try Yams.compose(yaml: text) else { return nil }
      if node.null != nil && node.mapping == nil { return nil }
      return node
    } catch let YamlError.scanner(_, problem, mark, _), let YamlError.parser(_, problem, mark, _),
      let YamlError.composer(_, problem, mark, _)
    {
      errors.append("\(path):\(mark.line):\(mark.column): error: \(problem)")
    } catch {
      errors.append("\(path): error: \(error)")
    }
    return nil
  }

  /// Notes an error at a node.
  mutating func fail(_ node: Node, _ message: String) {
    let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
    errors.append("\(path)\(place): error: \(message)")
  }

  /// The values of a mapping by key; unknown and doubled keys are errors.
  mutating func values(of node: Node, keys: [String]) -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      fail(node, "expected keys and values")
      return []
    }
    var found: [(key: String, value: Node)] = []
    for (keyNode, value) in mapping {
      let key = keyNode.scalar?.string ?? ""
      if !keys.contains(key) {
        let near = Suggestion.hint(for: key, among: keys)
        let all = " (expected one of \(keys.joined(separator: ", ")))"
        fail(keyNode, "unknown key '\(key)'\(near.isEmpty ? all : near)")
      } else if found.contains(where: { $0.key == key }) {
        fail(keyNode, "'\(key)' stands twice")
      } else {
        found.append((key, value))
      }
    }
    return found
  }

  /// A text.
  mutating func text(_ node: Node, _ key: String) -> String? {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      fail(node, "'\(key)' is not a text")
      return nil
    }
    return scalar.string
  }

  /// Whole days, 0 to 3650.
  mutating func days(_ node: Node, _ key: String) -> Int? {
    guard let text = node.scalar?.string, let days = Int(text), (0...3650).contains(days) else {
      fail(node, "'\(key)' is not a number of days (expected 0 to 3650)")
      return nil
    }
    return days
  }

  /// A list of different numbers of days, largest first.
  mutating func dayList(_ node: Node, _ key: String) -> [Int]? {
    guard let sequence = node.sequence, !sequence.isEmpty else {
      fail(node, "'\(key)' is not a list of days (expected for example [90, 30])")
      return nil
    }
    var list: Set<Int> = []
    for element in sequence { if let number = days(element, key) { list.insert(number) } }
    return list.sorted(by: >)
  }

  /// One of the words of an enumeration, without ASCII case.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ key: String, as type: Word.Type
  ) -> Word? {
    if let word = Word(rawValue: node.scalar?.string.lowercased() ?? "") { return word }
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    fail(node, "'\(key)' is '\(node.scalar?.string ?? "")' (expected one of \(words))")
    return nil
  }
}
