/// A cleaned text of an export, held once: its index in the `TextTable` that holds it.
///
/// Equal identifiers of one table mean equal bytes. Identifiers of two tables do not compare.
package struct TextID: Hashable, Sendable {
  /// The index in the table; 0 is the empty text of every table.
  package let index: UInt32

  /// The empty text, which also stands for "none".
  package static let empty = TextID(index: 0)

  /// The text at an index.
  init(index: UInt32) { self.index = index }

  /// Whether this is the empty text.
  package var isEmpty: Bool { index == 0 }
}

/// Every distinct text of the exports, as UTF-8, each held once.
package struct TextTable: Sendable {
  /// A bucket of the hash table: the hash in the upper half, the text's index in the lower.
  ///
  /// The hash is beside the index, so that growing and joining never read a text, and looking
  /// one up reads only the text that is all but certainly it. 0 is free.
  private typealias Slot = UInt64

  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var slots: [Slot] = []
  private let key = HashKey.ofProcess

  /// A table that holds only the empty text.
  package init() {}

  /// How many distinct texts there are, the empty one included.
  package var count: Int { ends.count }

  /// The identifier of these bytes, which are copied when they are new.
  package mutating func insert(_ text: Span<UInt8>) -> TextID {
    insert(text, at: 0..<text.count)
  }

  /// The same of a range of bytes, which is faster where more bytes follow it.
  package mutating func insert(_ bytes: Span<UInt8>, at range: Range<Int>) -> TextID {
    if range.isEmpty { return .empty }
    return insert(bytes, at: range, hash: key.hash(bytes, range))
  }

  /// The identifier of a text written in code or in a test.
  package mutating func insert(_ text: String) -> TextID {
    let utf8 = Array(text.utf8)
    return insert(utf8.span)
  }

  /// Takes in every text of another table; gives, by index there, the identifiers here.
  mutating func join(_ other: TextTable) -> [TextID] {
    precondition(other.count == 1 || !other.slots.isEmpty, "a closed table cannot be joined")
    // Slots come in the order of hashes: put into a table that is smaller than it will be, they
    // crowd in its first buckets, and each looks for a free one past all of them.
    grow(for: ends.count + other.count)
    var identifiers = [TextID](repeating: .empty, count: other.count)
    bytes.reserveCapacity(bytes.count + other.bytes.count)
    ends.reserveCapacity(ends.count + other.ends.count)
    let texts = other.bytes.span
    for slot in other.slots where slot != 0 {
      let index = Int(UInt32(truncatingIfNeeded: slot))
      let range = other.ends[index - 1]..<other.ends[index]
      identifiers[index] = insert(texts, at: range, hash: UInt32(slot >> 32))
    }
    return identifiers
  }

  /// Gives back what only inserting needs; a text inserted later is found all the same.
  mutating func close() {
    slots = []
  }

  /// The text's bytes, for output.
  package func bytes(of text: TextID) -> ArraySlice<UInt8> {
    bytes[range(of: text)]
  }

  /// Appends the text's bytes to a buffer.
  ///
  /// Not as a slice, whose reference count all threads would contend for.
  package func append(_ text: TextID, to buffer: inout [UInt8]) {
    buffer.append(copying: bytes.span.extracting(range(of: text)))
  }

  /// The text as a string, for messages and other rare places.
  package func string(_ text: TextID) -> String {
    String(decoding: bytes[range(of: text)], as: UTF8.self)
  }

  /// Whether one text sorts before another: by its letters, ASCII capitals as small ones, then by
  /// its bytes.
  package func precedes(_ left: TextID, _ right: TextID) -> Bool {
    if left == right { return false }
    let (left, right) = (range(of: left), range(of: right))
    let texts = bytes.span
    let common = min(left.count, right.count)
    var bytesPrecede: Bool?
    var start = 0
    while start < common {
      let length = common &- start
      let one = texts.upToEight(at: left.lowerBound &+ start, length)
      let two = texts.upToEight(at: right.lowerBound &+ start, length)
      if one != two {
        let folded = (one.foldedASCII, two.foldedASCII)
        // The first byte is the highest of a number that is swapped.
        if folded.0 != folded.1 { return folded.0.byteSwapped < folded.1.byteSwapped }
        bytesPrecede = bytesPrecede ?? (one.byteSwapped < two.byteSwapped)
      }
      start &+= 8
    }
    return left.count == right.count ? bytesPrecede ?? false : left.count < right.count
  }

  /// The first eight bytes as a number: where those of two texts differ, they sort as the texts do.
  func prefix(of text: TextID) -> UInt64 {
    let range = range(of: text)
    if range.isEmpty { return 0 }
    return bytes.span.upToEight(at: range.lowerBound, range.count).foldedASCII.byteSwapped
  }

  private func range(of text: TextID) -> Range<Int> {
    let index = Int(text.index)
    return index == 0 ? 0..<0 : ends[index - 1]..<ends[index]
  }

  private mutating func insert(
    _ source: Span<UInt8>, at range: Range<Int>, hash: UInt32
  ) -> TextID {
    if ends.count * 4 > slots.count * 3 { grow(for: ends.count) }
    let mask = slots.count - 1
    var bucket = Int(hash) & mask
    while slots[bucket] != 0 {
      let slot = slots[bucket]
      let index = UInt32(truncatingIfNeeded: slot)
      if UInt32(slot >> 32) == hash, isEqual(index, source, range) { return TextID(index: index) }
      bucket = (bucket + 1) & mask
    }
    guard let index = UInt32(exactly: ends.count) else {
      preconditionFailure("the exports hold more than 4,294,967,295 distinct texts")
    }
    bytes.append(addingCapacity: range.count) { output in
      for index in range { output.append(source[index]) }
    }
    slots[bucket] = Slot(hash) << 32 | Slot(index)
    ends.append(bytes.count)
    return TextID(index: index)
  }

  private func isEqual(_ index: UInt32, _ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let own = ends[Int(index) - 1]..<ends[Int(index)]
    guard own.count == range.count else { return false }
    return bytes.span.isEqual(at: own.lowerBound, to: source, at: range.lowerBound, own.count)
  }

  /// Doubles the buckets until the texts have room; a closed table gets all of its texts back
  /// into them.
  private mutating func grow(for count: Int) {
    if count * 4 <= slots.count * 3 { return }
    let old = slots
    let isClosed = old.isEmpty && ends.count > 1
    var size = max(1_024, old.count * 2)
    while count * 4 > size * 3 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for slot in old where slot != 0 { put(slot) }
    guard isClosed else { return }
    for index in 1..<ends.count {
      let hash = key.hash(bytes.span, ends[index - 1]..<ends[index])
      put(Slot(hash) << 32 | Slot(index))
    }
  }

  private mutating func put(_ slot: Slot) {
    var bucket = Int(slot >> 32) & (slots.count - 1)
    while slots[bucket] != 0 { bucket = (bucket + 1) & (slots.count - 1) }
    slots[bucket] = slot
  }
}
