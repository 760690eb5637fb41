internal import Licensing
internal import Templates
internal import Yams

/// One YAML file: its values, and what is wrong with them, each problem at its line and column.
struct YAMLFile {
  let path: String
  private(set) var problems: [RunFailure.Problem] = []

  /// A file of this path, of which nothing was parsed yet.
  init(path: String) { self.path = path }

  /// What `meaning` makes of a file's text; the failure has every problem it found.
  static func read<Value>(
    _ path: String, _ meaning: (_ text: String, inout YAMLFile) -> Value
  ) throws(RunFailure) -> Value {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileReading.bytes(of: path, limit: FileReading.handwritten)
    } catch {
      throw RunFailure(unreadable: path, error)
    }
    return try parse(String(decoding: bytes, as: UTF8.self), path: path, meaning)
  }

  /// The same of a text that is said to be that file's.
  static func parse<Value>(
    _ text: String, path: String, _ meaning: (_ text: String, inout YAMLFile) -> Value
  ) throws(RunFailure) -> Value {
    var file = YAMLFile(path: path)
    let value = meaning(text, &file)
    guard file.problems.isEmpty else { throw RunFailure(file.problems) }
    return value
  }

  /// The top mapping; nil for an empty file.
  mutating func compose(_ text: String, _ resolver: Resolver = .default) -> Node? {
    do {
      guard let node = try Yams.compose(yaml: text, resolver) else { return nil }
      if node.null != nil && node.mapping == nil { return nil }
      return node
    } catch let YamlError.scanner(_, problem, mark, _), let YamlError.parser(_, problem, mark, _),
      let YamlError.composer(_, problem, mark, _)
    {
      fail(at: mark, problem)
    } catch let YamlError.duplicatedKeysInMapping(keys, context) {
      // What it says of itself quotes the whole file.
      for key in keys.sorted() {
        let repeated = Self.repetition(of: key, in: text, mapping: context.mark)
        problems.append(
          RunFailure.Problem(
            path: path, line: repeated.line, column: repeated.column,
            message: "\(key.quoted) is there twice"))
      }
    } catch {
      fail(at: nil, "\(error)")
    }
    return nil
  }

  /// Where a key of a mapping occurs the second time.
  ///
  /// The library tells where the mapping begins, in one of lines the column of all its keys; one in
  /// braces is reported as a whole.
  private static func repetition(
    of key: String, in text: String, mapping: Mark
  ) -> (line: Int, column: Int) {
    let spellings = [key, "'\(key)'", "\"\(key)\""]
    let indent = mapping.column - 1
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .dropFirst(mapping.line - 1)
      .filter { index, line in
        guard index == mapping.line - 1 || line.prefix(indent).allSatisfy({ $0 == " " }) else {
          return false
        }
        let entry = line.dropFirst(indent)
        return spellings.contains { spelling in
          entry.hasPrefix(spelling)
            && entry.dropFirst(spelling.count).drop { $0 == " " }.first == ":"
        }
      }
    guard lines.count > 1 else { return (mapping.line, mapping.column) }
    return (line: lines[lines.startIndex + 1].offset + 1, column: mapping.column)
  }

  /// Notes a problem at a node.
  mutating func fail(_ node: Node, _ message: String) {
    fail(at: node.mark, message)
  }

  private mutating func fail(at mark: Mark?, _ message: String) {
    problems.append(
      RunFailure.Problem(
        path: path, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message))
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
        fail(keyNode, "unknown key \(key.quoted)\(near.isEmpty ? all : near)")
      } else if found.contains(where: { $0.key == key }) {
        fail(keyNode, "'\(key)' is there twice")
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

  /// One of the words of an enumeration, or of some of them, without ASCII case.
  mutating func word<Word: RawRepresentable<String> & CaseIterable & Equatable>(
    _ node: Node, _ key: String, as type: Word.Type, of allowed: [Word] = Array(Word.allCases)
  ) -> Word? {
    if let word = Word(rawValue: node.scalar?.string.lowercased() ?? ""), allowed.contains(word) {
      return word
    }
    let words = allowed.map(\.rawValue).joined(separator: ", ")
    fail(node, "'\(key)' is \((node.scalar?.string ?? "").quoted) (expected one of \(words))")
    return nil
  }
}
