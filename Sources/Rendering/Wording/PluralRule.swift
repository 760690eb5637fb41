/// When a count takes one of a language's plural forms, as CLDR writes it (UTS 35, part 3, 5).
///
///     i = 1 and v = 0
///     v = 0 and i % 10 = 2..4 and i % 100 != 12..14
///
/// The program counts whole numbers alone: `n` and `i` are the count, and every other operand is 0.
package struct PluralRule: Sendable {
  private struct Relation {
    /// Whether the operand is the count; else it is 0.
    var isOfCount: Bool
    var modulus: Int?
    var isEqual: Bool
    var ranges: [ClosedRange<Int>]

    func holds(for count: Int) -> Bool {
      let operand = isOfCount ? count : 0
      let value = modulus.map { operand % $0 } ?? operand
      return ranges.contains { $0.contains(value) } == isEqual
    }
  }

  /// One of them has to hold, with all its relations.
  private let alternatives: [[Relation]]

  /// Reads a rule, of which samples behind an `@` are ignored; nil for what is no rule.
  package init?(_ text: String) {
    let words = Self.words(of: text)
    var alternatives: [[Relation]] = []
    for alternative in words.split(separator: "or", omittingEmptySubsequences: false) {
      var relations: [Relation] = []
      for relation in alternative.split(separator: "and", omittingEmptySubsequences: false) {
        guard let relation = Self.relation(relation) else { return nil }
        relations.append(relation)
      }
      alternatives.append(relations)
    }
    self.alternatives = alternatives
  }

  /// Whether a count that is not negative takes the form.
  package func holds(for count: Int) -> Bool {
    alternatives.contains { $0.allSatisfy { $0.holds(for: count) } }
  }

  /// The words and signs before the samples.
  private static func words(of text: String) -> [Substring] {
    var spaced = ""
    var last: Character = " "
    for character in text.prefix(while: { $0 != "@" }) {
      let isSign = "%,!=".contains(character)
      if isSign && !(last == "!" && character == "=") { spaced += " " }
      spaced.append(character)
      if isSign && character != "!" { spaced += " " }
      last = character
    }
    return spaced.split(separator: " ")
  }

  /// Reads a relation such as `i % 10 = 2..4,9`.
  private static func relation(_ words: ArraySlice<Substring>) -> Relation? {
    var words = words
    guard let operand = words.popFirst(), operand.count == 1, "nivwftce".contains(operand) else {
      return nil
    }
    var modulus: Int?
    if words.first == "%" {
      guard let number = words.dropFirst().first.flatMap({ Int($0) }), number > 0 else {
        return nil
      }
      modulus = number
      words = words.dropFirst(2)
    }
    guard let sign = words.popFirst(), sign == "=" || sign == "!=" else { return nil }
    var ranges: [ClosedRange<Int>] = []
    for range in words.split(separator: ",", omittingEmptySubsequences: false) {
      guard range.count == 1, let range = range.first.flatMap(Self.range) else { return nil }
      ranges.append(range)
    }
    return Relation(
      isOfCount: operand == "n" || operand == "i", modulus: modulus, isEqual: sign == "=",
      ranges: ranges)
  }

  /// `2..4`, or `1`.
  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first >= 0, first <= last
    else { return nil }
    return first...last
  }
}
