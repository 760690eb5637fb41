/// The wording of one language: sentences by key, with `{name}` places and plural forms.
package struct Phrases: Sendable {
  /// `en`, `fr`.
  package let locale: String
  /// Every sentence by its key: what templates may name.
  package let wording: [String: String]

  /// The wording of a locale file, its nested keys joined by dots.
  package init(locale: String, wording: [String: String]) {
    self.locale = locale
    self.wording = wording
  }

  /// The keys that the program asks for and the file does not have, sorted.
  package var missingKeys: [String] {
    let plural = PluralPhrase.allCases.flatMap { ["\($0.rawValue).one", "\($0.rawValue).other"] }
    return (Phrase.allCases.map(\.rawValue) + plural).filter { wording[$0] == nil }.sorted()
  }

  /// A sentence with its `{name}` places filled.
  package func text(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    fill(phrase.rawValue, values)
  }

  /// A sentence in the plural form of a count; `{count}` is the count with its separators.
  package func text(
    _ phrase: PluralPhrase, _ count: Int, _ values: [String: String] = [:]
  ) -> String {
    // CLDR: in French 0 and 1 are singular, in English 1 alone.
    let isOne = locale == "fr" ? count <= 1 : count == 1
    var values = values
    values["count"] = number(count)
    return fill(phrase.rawValue + (isOne ? ".one" : ".other"), values)
  }

  /// A whole number with thousands separated as the language does.
  package func number(_ value: Int) -> String {
    let plain = String(value)
    guard value.magnitude > 999 else { return plain }
    let separator = locale == "fr" ? "\u{202f}" : ","
    var grouped = value < 0 ? "-" : ""
    let digits = String(value.magnitude)
    for (place, digit) in digits.enumerated() {
      if place > 0 && (digits.count - place) % 3 == 0 { grouped += separator }
      grouped.append(digit)
    }
    return grouped
  }

  private func fill(_ key: String, _ values: [String: String]) -> String {
    guard let sentence = wording[key] else {
      preconditionFailure("the wording was checked for its keys, yet '\(key)' is missing")
    }
    guard !values.isEmpty else { return sentence }
    var result = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      result += values[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
