/// The wording of one language: sentences by key, with `{name}` placeholders and plural forms.
///
/// All that languages do differently is data of the language's file: its plural forms, separators,
/// quotation marks, and the patterns of days and lists.
package final class Phrases: Sendable {
  /// `en`, `fr`.
  package let locale: String
  /// Every sentence by its key: what templates may name.
  package let wording: [String: String]
  /// Which counts take which form.
  package let forms: PluralForms
  /// By the index of their phrases; nil where the file lacks one.
  private let sentences: [Sentence?]
  private let plurals: [PluralSentence?]
  let thousandsSeparator: String
  /// The first number whose thousands are separated.
  let firstSeparated: UInt

  /// The wording of a locale file, its nested keys joined by dots.
  package init(locale: String, wording: [String: String]) {
    self.locale = locale
    self.wording = wording
    let forms = PluralForms(wording)
    self.forms = forms
    thousandsSeparator = wording[Phrase.`number.thousands`.key] ?? ""
    firstSeparated = wording[Phrase.`number.separatedFrom`.key].flatMap { UInt($0) } ?? 1_000
    sentences = Phrase.allCases.map { wording[$0.key].map(Sentence.init) }
    plurals = PluralPhrase.allCases.map { phrase in
      let written = forms.keys(of: phrase.key).compactMap { wording[$0] }
      guard written.count == forms.names.count else { return nil }
      return PluralSentence(sentences: written.map(Sentence.init), forms: forms)
    }
  }

  /// The keys of all that the program asks for, in the forms of this language.
  package var askedKeys: Set<String> {
    Set(Phrase.allCases.map(\.key) + PreviewPhrase.allCases.map(\.rawValue))
      .union(Self.pluralKeys.flatMap { forms.keys(of: $0) })
  }

  /// The keys of the sentences that have plural forms.
  package static let pluralKeys =
    PluralPhrase.allCases.map(\.key) + PreviewPluralPhrase.allCases.map(\.rawValue)

  /// Whether it has all that the program asks for; only then may it be asked.
  package var isComplete: Bool { askedKeys.isSubset(of: wording.keys) }

  /// The keys of the sentences that have no plural forms.
  package var plainKeys: Set<String> {
    let plural = Self.pluralKeys.flatMap { forms.keys(of: $0) }
    return Set(wording.keys.filter { !$0.hasPrefix(PluralForms.prefix) }).subtracting(plural)
  }

  /// The placeholders of a sentence, of all its plural forms together; nil where there is no such
  /// sentence.
  package func placeholders(of key: String) -> Set<String>? {
    let written = ([key] + forms.keys(of: key)).compactMap { wording[$0] }
    return written.isEmpty ? nil : Set(written.flatMap { Sentence($0).placeholders })
  }

  /// A sentence with its `{name}` placeholders filled.
  package func text(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
    self[phrase].filled(values)
  }

  /// A sentence in the plural form of a count; `{count}` is the count with its separators.
  package func text(
    _ phrase: PluralPhrase, _ count: Int, _ values: KeyValuePairs<String, String> = [:]
  ) -> String {
    self[phrase].form(for: count).filled(values, count: number(count))
  }

  /// The parsed text of a phrase.
  subscript(phrase: Phrase) -> Sentence {
    guard let sentence = sentences[phrase.rawValue] else { Self.fail(phrase.key) }
    return sentence
  }

  /// The parsed forms of a phrase.
  subscript(phrase: PluralPhrase) -> PluralSentence {
    guard let forms = plurals[phrase.rawValue] else { Self.fail(phrase.key) }
    return forms
  }

  private static func fail(_ key: String) -> Never {
    preconditionFailure("the wording was checked for its keys, yet '\(key)' is missing")
  }
}
