internal import Yams

/// The wording of one language: `templates/locales/en.yml`, its names joined with dots.
struct LocaleFile: Sendable {
  /// `alert.licenses-expired.name` to its text.
  let texts: [String: String]
  /// By the name of a text or of a group of them, `:line:column` of its key.
  private let places: [String: String]

  /// Where a text stands, or the group it would belong to, or the first byte.
  func place(nearest name: String) -> String {
    var name = name[...]
    while !name.isEmpty {
      if let place = places[String(name)] { return place }
      name = name[..<(name.lastIndex(of: ".") ?? name.startIndex)]
    }
    return ":1:1"
  }

  /// Reads the file; the failure tells every error, one a line.
  static func read(_ path: String) throws(RunFailure) -> LocaleFile {
    do {
      let bytes = try FileReading.bytes(of: path)
      return try parse(String(decoding: bytes, as: UTF8.self), path: path)
    } catch let failure as RunFailure {
      throw failure
    } catch let error as SystemError {
      throw RunFailure("\(path): error: cannot be read: \(error.text)")
    } catch {
      throw RunFailure("\(path): error: \(error)")
    }
  }

  /// Parses the wording of one language.
  static func parse(_ text: String, path: String) throws(RunFailure) -> LocaleFile {
    var reading = YAMLReading(path: path)
    var found = Found()
    if let root = reading.compose(text) { flatten(root, "", &found, &reading) }
    guard reading.errors.isEmpty else {
      throw RunFailure(reading.errors.joined(separator: "\n"))
    }
    return LocaleFile(texts: found.texts, places: found.places)
  }

  private struct Found {
    var texts: [String: String] = [:]
    var places: [String: String] = [:]
  }

  private static func flatten(
    _ node: Node, _ prefix: String, _ found: inout Found, _ reading: inout YAMLReading
  ) {
    guard let mapping = node.mapping else {
      return reading.fail(node, "expected names and texts")
    }
    for (keyNode, value) in mapping {
      guard let key = keyNode.scalar?.string else {
        reading.fail(keyNode, "a name is not a text")
        continue
      }
      let name = prefix + key
      found.places[name] = keyNode.mark.map { ":\($0.line):\($0.column)" }
      if value.mapping != nil {
        flatten(value, name + ".", &found, &reading)
      } else if let text = value.scalar?.string {
        if found.texts.updateValue(text, forKey: name) != nil {
          reading.fail(keyNode, "'\(name)' stands twice")
        }
      } else {
        reading.fail(value, "'\(name)' is not a text")
      }
    }
  }
}
