/// A sentence with its `{name}` places found once.
struct Sentence: Sendable {
  private enum Part {
    case text(String)
    case place(String)
  }

  private let parts: [Part]

  /// Finds the places of a sentence as a locale file writes it.
  init(_ written: String) {
    var parts: [Part] = []
    var rest = written[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The names of the places.
  var places: [String] {
    parts.compactMap { part in
      if case .place(let name) = part { name } else { nil }
    }
  }

  /// The sentence with its places filled; one without a value is left as it is written.
  func filled(_ values: KeyValuePairs<String, String>, count: String = "") -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .place("count") where !count.isEmpty: result += count
      case .place(let name):
        result += values.first { $0.key == name }?.value ?? "{\(name)}"
      }
    }
    return result
  }
}
