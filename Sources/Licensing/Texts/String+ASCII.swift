extension String {
  /// With ASCII capitals as small letters; everything else as it is.
  package var lowercasedASCII: String {
    guard utf8.contains(where: { (65...90).contains($0) }) else { return self }
    return String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  /// Whether one text sorts before another: by its letters, ASCII capitals as small ones, then by
  /// its bytes; as names do in a `TextTable`.
  package func precedes(_ other: String) -> Bool {
    let (left, right) = (lowercasedASCII.utf8, other.lowercasedASCII.utf8)
    if left.elementsEqual(right) { return utf8.lexicographicallyPrecedes(other.utf8) }
    return left.lexicographicallyPrecedes(right)
  }
}
