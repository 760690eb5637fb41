/// The wording of one language: sentences by key, with `{name}` places and plural forms.
package final class Phrases: Sendable {
  /// `en`, `fr`.
  package let locale: String
  /// Every sentence by its key: what templates may name.
  package let wording: [String: String]
  private let sentences: [Phrase: Sentence]
  private let plurals: [PluralPhrase: PluralSentence]
  private let thousandsSeparator: String

  /// The wording of a locale file, its nested keys joined by dots.
  package init(locale: String, wording: [String: String]) {
    self.locale = locale
    self.wording = wording
    thousandsSeparator = locale == "fr" ? "\u{202f}" : ","
    var sentences: [Phrase: Sentence] = [:]
    for phrase in Phrase.allCases {
      sentences[phrase] = wording[phrase.rawValue].map(Sentence.init)
    }
    self.sentences = sentences
    var plurals: [PluralPhrase: PluralSentence] = [:]
    for phrase in PluralPhrase.allCases {
      guard let one = wording["\(phrase.rawValue).one"],
        let other = wording["\(phrase.rawValue).other"]
      else { continue }
      plurals[phrase] = PluralSentence(
        one: Sentence(one), other: Sentence(other), isZeroSingular: locale == "fr")
    }
    self.plurals = plurals
  }

  /// The keys that the program asks for and the file does not have, sorted.
  package var missingKeys: [String] {
    let plural = PluralPhrase.allCases.flatMap { ["\($0.rawValue).one", "\($0.rawValue).other"] }
    return (Phrase.allCases.map(\.rawValue) + plural).filter { wording[$0] == nil }.sorted()
  }

  /// The names of a sentence's `{name}` places; none where there is no such sentence.
  package func places(of key: String) -> [String] {
    wording[key].map { Sentence($0).places } ?? []
  }

  /// The places of a sentence and, where it is a form of a plural, of the other forms.
  ///
  /// All forms are filled with the same values, so `{count}` may stand in one of them only.
  package func places(inFormsOf key: String) -> Set<String> {
    for form in [".one", ".other"] where key.hasSuffix(form) {
      let stem = key.dropLast(form.utf8.count)
      return Set(places(of: stem + ".one") + places(of: stem + ".other"))
    }
    return Set(places(of: key))
  }

  /// A sentence with its `{name}` places filled.
  package func text(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
    sentence(phrase).filled(values)
  }

  /// A sentence in the plural form of a count; `{count}` is the count with its separators.
  package func text(
    _ phrase: PluralPhrase, _ count: Int, _ values: KeyValuePairs<String, String> = [:]
  ) -> String {
    sentence(phrase).form(for: count).filled(values, count: number(count))
  }

  /// A sentence to be filled often.
  func sentence(_ phrase: Phrase) -> Sentence {
    guard let sentence = sentences[phrase] else { Self.fail(phrase.rawValue) }
    return sentence
  }

  /// The forms of a sentence to be filled often.
  func sentence(_ phrase: PluralPhrase) -> PluralSentence {
    guard let forms = plurals[phrase] else { Self.fail(phrase.rawValue) }
    return forms
  }

  /// A whole number with thousands separated as the language does.
  package func number(_ value: Int) -> String {
    if (0...999).contains(value) { return String(value) }
    var bytes: [UInt8] = []
    write(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a whole number with thousands separated as the language does.
  func write(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    write(magnitude: value.magnitude, to: &bytes)
  }

  private func write(magnitude: UInt, to bytes: inout [UInt8]) {
    guard magnitude > 999 else { return bytes.append(decimal: magnitude, digits: 1) }
    write(magnitude: magnitude / 1_000, to: &bytes)
    bytes += thousandsSeparator.utf8
    bytes.append(decimal: magnitude % 1_000, digits: 3)
  }

  private static func fail(_ key: String) -> Never {
    preconditionFailure("the wording was checked for its keys, yet '\(key)' is missing")
  }
}
