internal import Licensing

/// Finds the fields of a record whose bytes are all at hand, eight bytes at a time.
///
/// Takes records that end in a line end and hold no control character, no text behind a closing
/// quote, no more fields than there is room for and at most 64 KiB; every other one is left to
/// `CSVReader`, and both agree on the rest.
struct CSVScanner {
  let delimiter: UInt8
  private let delimiters: UInt64

  /// A scanner of fields between these delimiters.
  init(delimiter: UInt8) {
    self.delimiter = delimiter
    delimiters = UInt64(delimiter) &* Self.ones
  }

  /// Fills in the record that begins at `start`; gives where the next one begins, or nil.
  ///
  /// Bytes from `end` on belong to later records; they may be read, never used.
  func scan(
    _ bytes: Span<UInt8>, from start: Int, upTo end: Int, line: Int32,
    into record: inout Record
  ) -> Int? {
    record.line = line
    var fieldStart = start
    var count = 0
    var fields = record.fields.mutableSpan
    var index = start
    var odd: UInt64 = 0
    var blanks = BlankRuns()
    while index &+ 8 <= bytes.count, index < end {
      let word = bytes.word(at: index)
      odd |= Self.notASCII(word)
      blanks.take(Self.equal(word, Self.blanks))
      var stops = Self.equal(word, delimiters) | Self.equal(word, Self.quotes) | Self.controls(word)
      var next = index &+ 8
      while stops != 0 {
        let offset = stops.trailingZeroBitCount & 0x38
        let stop = index &+ offset >> 3
        let byte = UInt8(truncatingIfNeeded: word >> UInt64(offset))
        stops &= stops &- 1
        if byte == delimiter {
          if count < fields.count {
            fields[count] = Self.field(fieldStart, stop, line, start, false)
          }
          count &+= 1
          fieldStart = stop &+ 1
        } else if byte == UInt8(ascii: "\"") {
          if stop != fieldStart { continue }
          guard
            let close = Self.closingQuote(bytes, from: stop &+ 1, upTo: end, &odd, &blanks)
          else { return nil }
          if count < fields.count {
            fields[count] = Self.field(stop &+ 1, close.index, line, start &+ 1, close.isDoubled)
          }
          count &+= 1
          let behind = close.index &+ 1
          guard behind < end else { return nil }
          if bytes[behind] == delimiter {
            fieldStart = behind &+ 1
            next = fieldStart
            break
          }
          guard count <= fields.count else { return nil }
          record.finish(count, isPlain: odd == 0, blanks)
          return Self.recordEnd(bytes, at: behind, start: start, upTo: end)
        } else {
          if count < fields.count {
            fields[count] = Self.field(fieldStart, stop, line, start, false)
          }
          guard count < fields.count else { return nil }
          record.finish(count &+ 1, isPlain: odd == 0, blanks)
          return Self.recordEnd(bytes, at: stop, start: start, upTo: end)
        }
      }
      index = next
    }
    return nil
  }

  @inline(__always) private static func field(
    _ start: Int, _ end: Int, _ line: Int32, _ recordStart: Int, _ isDoubled: Bool
  ) -> Record.Field {
    Record.Field(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), line: line,
      column: Int32(truncatingIfNeeded: start &- recordStart &+ 1), hasDoubledQuotes: isDoubled)
  }

  /// Where the next record begins, if a line end is at `stop`.
  @inline(__always) private static func recordEnd(
    _ bytes: Span<UInt8>, at stop: Int, start: Int, upTo end: Int
  ) -> Int? {
    guard stop < end, stop &- start < CSVReader.longestField else { return nil }
    if bytes[stop] == UInt8(ascii: "\n") { return stop &+ 1 }
    guard bytes[stop] == UInt8(ascii: "\r") else { return nil }
    let isPair = stop &+ 1 < end && bytes[stop &+ 1] == UInt8(ascii: "\n")
    return isPair ? stop &+ 2 : stop &+ 1
  }

  /// The quote that closes a field, and whether quotes are doubled in it; nil where none does or a
  /// control character is before it.
  private static func closingQuote(
    _ bytes: Span<UInt8>, from start: Int, upTo end: Int, _ odd: inout UInt64,
    _ blanks: inout BlankRuns
  ) -> (index: Int, isDoubled: Bool)? {
    var index = start
    var isDoubled = false
    while index &+ 8 <= bytes.count, index < end {
      let word = bytes.word(at: index)
      odd |= notASCII(word)
      blanks.take(equal(word, Self.blanks))
      let stops = equal(word, quotes) | controls(word)
      if stops == 0 {
        index &+= 8
        continue
      }
      let stop = index &+ stops.trailingZeroBitCount >> 3
      guard stop &+ 1 < end, bytes[stop] == UInt8(ascii: "\"") else { return nil }
      if bytes[stop &+ 1] != UInt8(ascii: "\"") { return (stop, isDoubled) }
      isDoubled = true
      index = stop &+ 2
    }
    return nil
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  private static let quotes = 0x22 &* ones
  private static let blanks = 0x20 &* ones

  /// The high bit of each byte that is 127 or more.
  @inline(__always) private static func notASCII(_ word: UInt64) -> UInt64 {
    (word | ((word & ~highs) &+ ones)) & highs
  }

  /// The high bit of each byte that is that of the pattern.
  @inline(__always) private static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & ~highs) &+ ~highs) | difference) & highs
  }

  /// The high bit of each byte that is a quote.
  @inline(__always) static func quotes(in word: UInt64) -> UInt64 { equal(word, quotes) }

  /// Not 0 where one of the bytes is a quote; which one it is, `quotes` says.
  @inline(__always) static func quoteMark(in word: UInt64) -> UInt64 {
    let difference = word ^ quotes
    return (difference &- ones) & ~difference & highs
  }

  /// The high bit of each byte under 32.
  @inline(__always) private static func controls(_ word: UInt64) -> UInt64 {
    ~(((word & ~highs) &+ (0x60 &* ones)) | word) & highs
  }
}

/// Whether blanks stood side by side in the words of a record; also true where those words hold
/// bytes of another.
private struct BlankRuns {
  private(set) var isFound: UInt64 = 0
  private var last: UInt64 = 0

  /// Takes the high bit of each byte of the next word that is a blank.
  @inline(__always) mutating func take(_ blanks: UInt64) {
    isFound |= blanks & (blanks >> 8 | last)
    last = blanks >> 56
  }
}

extension Record {
  /// Completes a record once its fields are known.
  @inline(__always) fileprivate mutating func finish(
    _ count: Int, isPlain: Bool, _ blanks: BlankRuns
  ) {
    fieldCount = count
    column = 1
    fault = nil
    self.isPlain = isPlain
    mayHaveBlankRuns = blanks.isFound != 0
  }
}
