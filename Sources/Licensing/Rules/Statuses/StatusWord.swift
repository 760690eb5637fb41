/// A status or another fixed word as it is compared: by its letters and digits alone, without case.
///
///     Out of Compliance     out_of_compliance     OutOfCompliance (5)      all are outofcompliance
package struct StatusWord: Hashable, Sendable {
  /// Letters and digits, ASCII capitals as small letters.
  package let letters: String

  /// The word without a number in brackets at its end.
  package init(_ written: String) {
    var bytes = Array(written.utf8)
    if let start = Self.bracketedNumber(bytes) { bytes.removeSubrange(start...) }
    letters = Self.letters(bytes)
  }

  /// The word with its brackets: they change what a role may do.
  package init(withBrackets written: String) {
    letters = Self.letters(Array(written.utf8))
  }

  private static func letters(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).lettersAndDigits
  }

  /// Where `(5)` begins that ends the text.
  private static func bracketedNumber(_ bytes: [UInt8]) -> Int? {
    guard let last = bytes.last, last == UInt8(ascii: ")") || last == UInt8(ascii: "]"),
      let start = bytes.lastIndex(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") })
    else { return nil }
    let inner = bytes[(start + 1)..<(bytes.count - 1)]
    return !inner.isEmpty && inner.allSatisfy { (48...57).contains($0) } ? start : nil
  }
}
