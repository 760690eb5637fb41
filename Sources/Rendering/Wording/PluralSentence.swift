/// The forms of a sentence, one a form of its language.
struct PluralSentence: Sendable {
  /// In the order of the language's forms.
  let sentences: [Sentence]
  let forms: PluralForms

  /// The form for a count.
  func form(for count: Int) -> Sentence { sentences[forms.index(of: count)] }
}
