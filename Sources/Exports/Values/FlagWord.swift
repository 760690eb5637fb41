internal import Licensing

/// The words that mean yes and no, in pairs (docs/exports.md).
package enum FlagWord {
  private static let pairs = [
    ("yes", "no"), ("y", "n"), ("true", "false"), ("on", "off"), ("enabled", "disabled"),
    ("1", "0"),
  ]

  /// Whether a word means yes, whatever its case; empty is no, nil is neither.
  package static func meaning(of word: String) -> Bool? {
    let word = word.lowercasedASCII
    if word.isEmpty { return false }
    if pairs.contains(where: { $0.0 == word }) { return true }
    return pairs.contains { $0.1 == word } ? false : nil
  }

  /// The word for yes or no in the manner of another: `TRUE` stands beside `FALSE`.
  static func word(_ isOn: Bool, like other: String) -> String {
    let lower = other.lowercasedASCII
    let pair = pairs.first { $0.0 == lower || $0.1 == lower } ?? pairs[0]
    let word = isOn ? pair.0 : pair.1
    let (first, last) = (other.utf8.first ?? 0, other.utf8.last ?? 0)
    guard (65...90).contains(first) else { return word }
    if (65...90).contains(last) { return word.uppercased() }
    return word.prefix(1).uppercased() + word.dropFirst()
  }
}
