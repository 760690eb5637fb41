/// A start tag whose end has not come yet, and how many attributes it may have.
struct XMLPendingTag {
  /// Where it begins in the document, in bytes of UTF-8.
  private var position = 0
  private var seen = 0
  private var equalSigns = 0

  /// Whether the tag so far can have at most `attributes` attributes; a comment always can.
  ///
  /// An equal sign may be in a value too, so sixteen an attribute are allowed.
  mutating func mayHold(
    _ attributes: Int, _ pending: Span<UInt8>, at position: Int
  ) -> Bool {
    if position != self.position { self = XMLPendingTag(position: position) }
    // Comments, CDATA and instructions have no attributes.
    guard pending.count > 1, pending[0] == UInt8(ascii: "<"), pending[1] != UInt8(ascii: "!"),
      pending[1] != UInt8(ascii: "?")
    else { return true }
    for index in seen..<max(seen, pending.count) where pending[index] == UInt8(ascii: "=") {
      equalSigns += 1
    }
    seen = pending.count
    return equalSigns <= 16 * attributes
  }
}
