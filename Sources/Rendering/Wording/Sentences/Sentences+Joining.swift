/// How a language joins words, clauses and sentences.
extension Sentences {
  /// `a, b and c`.
  package func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return phrases.text(.`list.and`, ["list": joined(Array(words.dropLast())), "last": last])
  }

  /// `a, b, c`.
  package func joined(_ parts: [String]) -> String {
    parts.joined(separator: phrases.text(.`list.separator`))
  }

  /// `a; b; c`.
  func clauses(_ parts: [String]) -> String {
    guard let first = parts.first else { return "" }
    return parts.dropFirst().reduce(first) { all, next in
      phrases.text(.`list.clauses`, ["first": all, "second": next])
    }
  }

  /// `A. B. C.`, of sentences without their ends.
  func paragraph(_ sentences: [String]) -> String {
    sentences.map { phrases.text(.`list.sentence`, ["text": Self.capitalized($0)]) }
      .joined(separator: phrases.text(.`list.gap`))
  }

  /// `text (remark)`.
  func bracketed(_ text: String, _ remark: String) -> String {
    phrases.text(.`list.bracketed`, ["text": text, "remark": remark])
  }

  /// `Label: text`.
  func labelled(_ label: String, _ text: String) -> String {
    phrases.text(.`list.labelled`, ["label": label, "text": text])
  }
}
