/// The wording of one language: sentences by key, with `{name}` places and plural forms.
package struct Phrases: Sendable {
  /// `en`, `fr`.
  package let locale: String
  private let entries: [String: String]
  /// All keys, sorted.
  package let keys: [String]

  /// The wording of a locale file, its nested keys joined by dots.
  package init(locale: String, entries: [String: String]) {
    self.locale = locale
    self.entries = entries
    keys = entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A sentence with its `{name}` places filled.
  package func text(_ key: String, _ values: [String: String] = [:]) -> String {
    guard let phrase = entries[key] else {
      preconditionFailure("templates/locales/\(locale).yml has no phrase '\(key)'")
    }
    return values.isEmpty ? phrase : Self.fill(phrase, values)
  }

  /// A sentence in the plural form of a count; `{count}` is the count with its separators.
  package func text(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
    // CLDR: in French 0 and 1 are singular, in English 1 alone.
    let isOne = locale == "fr" ? count <= 1 : count == 1
    return text(
      key + (isOne ? ".one" : ".other"),
      values.merging(["count": number(count)]) { own, _ in own })
  }

  /// A whole number with thousands separated as the language does.
  package func number(_ value: Int) -> String {
    let separator = locale == "fr" ? "\u{202f}" : ","
    var digits = String(value.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: separator)
  }

  private static func fill(_ phrase: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = phrase[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      result += values[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
