internal import Licensing

/// The words that mean yes and no, in the languages exports come in.
package enum FlagWord {
  /// Saving writes the word for yes or no that the file uses for the other.
  private static let pairs = [
    ("yes", "no"), ("y", "n"), ("true", "false"), ("t", "f"), ("on", "off"),
    ("enabled", "disabled"), ("active", "inactive"), ("1", "0"), ("1.0", "0.0"), ("oui", "non"),
    ("ja", "nein"), ("checked", "unchecked"), ("☑", "☐"), ("✓", "✗"),
  ]
  private static let moreForYes: Set = ["x", "si", "sí", "selected", "✔"]
  private static let moreForNo: Set = ["", "-", "not checked", "none", "never", "null", "n/a"]

  private static let meanings: [String: Bool] = {
    var meanings: [String: Bool] = [:]
    for (yes, no) in pairs { (meanings[yes], meanings[no]) = (true, false) }
    for word in moreForYes { meanings[word] = true }
    for word in moreForNo { meanings[word] = false }
    return meanings
  }()

  /// Whether a word means yes, without ASCII case; empty is no, nil is neither.
  package static func meaning(of word: String) -> Bool? { meanings[word.lowercasedASCII] }

  /// The word for yes or no in the manner of another: `TRUE` beside `FALSE`.
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
