/// Finds the word a writer may have meant.
package enum Suggestion {
  /// ` (did you mean 'endDate'?)`, or nothing where no name is close.
  package static func hint(for word: String, among names: [String]) -> String {
    let limit = word.utf8.count < 4 ? 1 : max(2, word.utf8.count / 3)
    let close = names.map { (distance: distance(word, $0), name: $0) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let close else { return "" }
    return " (did you mean '\(close.name)'?)"
  }

  /// The Levenshtein distance in bytes, without regard to ASCII case.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.lowercased().utf8), Array(right.lowercased().utf8))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
