/// The plural forms of a language, and which of them a count takes.
///
/// The forms are CLDR's categories; a language has those that its file gives a rule, and `other`
/// for all the rest.
package struct PluralForms: Sendable {
  /// CLDR's names, in its order.
  package static let names = ["zero", "one", "two", "few", "many"]
  /// The form of all counts that no rule takes.
  package static let rest = "other"
  /// Where a language's file has its rules.
  package static let prefix = "language.plural."

  /// The forms, `other` last.
  package let names: [String]
  private let rules: [PluralRule]
  /// The forms of the counts that are most frequent.
  private let small: [Int]

  /// The forms of a wording; a rule that cannot be read is none.
  package init(_ wording: [String: String]) {
    var (names, rules): ([String], [PluralRule]) = ([], [])
    for name in Self.names {
      guard let rule = wording[Self.prefix + name].flatMap(PluralRule.init) else { continue }
      names.append(name)
      rules.append(rule)
    }
    self.names = names + [Self.rest]
    self.rules = rules
    small = (0..<128).map { count in rules.firstIndex { $0.holds(for: count) } ?? rules.count }
  }

  /// The index in `names` of the form that a count takes.
  func index(of count: Int) -> Int {
    if small.indices.contains(count) { return small[count] }
    let count = Int(clamping: count.magnitude)
    return rules.firstIndex { $0.holds(for: count) } ?? rules.count
  }

  /// The keys of a sentence's forms.
  package func keys(of stem: String) -> [String] { names.map { "\(stem).\($0)" } }
}
