/// A cleaned text of an export, held once: its place in the `TextTable` that holds it.
///
/// Equal identifiers of one table mean equal bytes. Identifiers of two tables do not compare.
package struct TextID: Hashable, Sendable {
  /// The place in the table; 0 is the empty text of every table.
  package let index: UInt32

  /// The empty text, which also stands for "none".
  package static let empty = TextID(index: 0)

  /// Whether this is the empty text.
  package var isEmpty: Bool { index == 0 }
}

/// Every distinct text of the exports, as UTF-8, each held once.
package struct TextTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var slots: [UInt32] = Array(repeating: 0, count: 1_024)

  /// A table that holds only the empty text.
  package init() {}

  /// How many distinct texts there are, the empty one included.
  package var count: Int { ends.count }

  /// The identifier of these bytes, which are copied when they are new.
  package mutating func insert(_ text: Span<UInt8>) -> TextID {
    if text.isEmpty { return .empty }
    if ends.count * 2 > slots.count { grow() }
    var slot = Self.hash(text) & (slots.count - 1)
    while slots[slot] != 0 {
      let candidate = TextID(index: slots[slot])
      if isEqual(candidate, text) { return candidate }
      slot = (slot + 1) & (slots.count - 1)
    }
    for index in text.indices { bytes.append(text[index]) }
    slots[slot] = UInt32(ends.count)
    ends.append(bytes.count)
    return TextID(index: slots[slot])
  }

  /// The identifier of a text written in code or in a test.
  package mutating func insert(_ text: String) -> TextID {
    let utf8 = Array(text.utf8)
    return insert(utf8.span)
  }

  /// The text's bytes, for output.
  package func bytes(of text: TextID) -> ArraySlice<UInt8> {
    bytes[range(of: text)]
  }

  /// The text as a string, for messages and other rare places.
  package func string(_ text: TextID) -> String {
    String(decoding: bytes[range(of: text)], as: UTF8.self)
  }

  /// Whether one text sorts before another by its UTF-8 bytes.
  package func precedes(_ left: TextID, _ right: TextID) -> Bool {
    if left == right { return false }
    return bytes[range(of: left)].lexicographicallyPrecedes(bytes[range(of: right)])
  }

  private func range(of text: TextID) -> Range<Int> {
    let index = Int(text.index)
    return index == 0 ? 0..<0 : ends[index - 1]..<ends[index]
  }

  private func isEqual(_ candidate: TextID, _ text: Span<UInt8>) -> Bool {
    let range = range(of: candidate)
    guard range.count == text.count else { return false }
    for offset in text.indices where bytes[range.lowerBound + offset] != text[offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for index in 1..<ends.count {
      let range = range(of: TextID(index: UInt32(index)))
      var slot = Self.hash(bytes.span.extracting(range)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index)
    }
  }

  /// FNV-1a over the bytes; only a place to look, so it need not resist an attacker's choice.
  private static func hash(_ text: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
  }
}
