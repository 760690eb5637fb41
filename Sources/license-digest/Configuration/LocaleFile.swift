internal import Yams

/// The wording of one language: `templates/locales/en.yml`, its names joined with dots.
struct LocaleFile: Sendable {
  /// `alert.licenses-expired.name` to its text.
  let texts: [String: String]
  /// By the name of a text or of a group of them, line and column of its key.
  private let marks: [String: (line: Int, column: Int)]

  private init(texts: [String: String], marks: [String: (line: Int, column: Int)]) {
    (self.texts, self.marks) = (texts, marks)
  }

  /// Line and column of a text's key, or of the group it would belong to, or of the first byte.
  func mark(nearest name: String) -> (line: Int, column: Int) {
    var name = name[...]
    while !name.isEmpty {
      if let mark = marks[String(name)] { return mark }
      name = name[..<(name.lastIndex(of: ".") ?? name.startIndex)]
    }
    return (1, 1)
  }

  /// Reads the file; the failure has every problem.
  static func read(_ path: String) throws(RunFailure) -> LocaleFile {
    try YAMLFile.read(path, locale)
  }

  /// Parses the wording of one language; the failure has every problem.
  static func parse(_ text: String, path: String) throws(RunFailure) -> LocaleFile {
    try YAMLFile.parse(text, path: path, locale)
  }

  private static func locale(_ text: String, _ file: inout YAMLFile) -> LocaleFile {
    var found = Found()
    // Every value is a text; to find out which look like numbers took a third of reading it.
    if let root = file.compose(text, .basic) { flatten(root, "", &found, &file) }
    return LocaleFile(texts: found.texts, marks: found.marks)
  }

  private struct Found {
    var texts: [String: String] = [:]
    var marks: [String: (line: Int, column: Int)] = [:]
  }

  private static func flatten(
    _ node: Node, _ prefix: String, _ found: inout Found, _ file: inout YAMLFile
  ) {
    guard let mapping = node.mapping else {
      return file.fail(node, "expected names and texts")
    }
    for (keyNode, value) in mapping {
      guard let key = keyNode.scalar?.string else {
        file.fail(keyNode, "a name is not a text")
        continue
      }
      let name = prefix + key
      found.marks[name] = keyNode.mark.map { ($0.line, $0.column) }
      if value.mapping != nil {
        flatten(value, name + ".", &found, &file)
      } else if let text = value.scalar?.string {
        if found.texts.updateValue(text, forKey: name) != nil {
          file.fail(keyNode, "'\(name)' is there twice")
        }
      } else {
        file.fail(value, "'\(name)' is not a text")
      }
    }
  }
}
