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

extension StringProtocol {
  /// The letters and digits alone, ASCII letters small: how names of columns, statuses and roles
  /// compare.
  ///
  /// What is not ASCII counts as a letter.
  package var lettersAndDigits: String {
    var kept: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case 65...90: kept.append(byte + 32)
      case 48...57, 97...122, 128...: kept.append(byte)
      default: break
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
