internal import Licensing

/// Finds record ends in bytes that arrive piece by piece, and knows where quotes are open.
///
/// It looks at quotes only, and at what is on either side of one, so it is much faster than
/// reading; records before a cut are whole, and can be read apart from those after it. It must say
/// of every quote what `CSVReader` says.
struct CSVCutter {
  private enum State {
    case outside, quoted
    /// After a closing quote, until a delimiter or line end comes.
    case closed
  }

  private let delimiter: UInt8
  private var state = State.outside
  /// The parts of the piece outside quotes, of which any may hold a record's end.
  private var outsides: [Range<Int>] = []

  /// A cutter at the beginning of a record.
  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// Whether the bytes seen so far end within quotes.
  var isInQuotes: Bool { state == .quoted }

  /// The end of the last whole record, or 0.
  ///
  /// Bytes before `start` were cut before, without the record that ended there. A CR that is the
  /// last byte ends no record yet, since a LF may follow it.
  mutating func cut(_ bytes: Span<UInt8>, from start: Int) -> Int {
    findOutsides(bytes, from: start)
    for outside in outsides.reversed() {
      var index = outside.upperBound
      while index > outside.lowerBound {
        index &-= 1
        if endsRecord(bytes, index) { return index &+ 1 }
      }
    }
    return 0
  }

  /// The end of the first record that ends at or after `start`, or 0; the cutter is of no use
  /// after that, for it has seen what follows the record too.
  mutating func firstEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    findOutsides(bytes, from: start)
    for outside in outsides {
      for index in outside where endsRecord(bytes, index) { return index &+ 1 }
    }
    return 0
  }

  /// Whether the byte is the last of a line end.
  private func endsRecord(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    if bytes[index] == UInt8(ascii: "\n") { return true }
    return bytes[index] == UInt8(ascii: "\r") && index &+ 1 < bytes.count
      && bytes[index &+ 1] != UInt8(ascii: "\n")
  }

  private mutating func findOutsides(_ bytes: Span<UInt8>, from start: Int) {
    outsides.removeAll(keepingCapacity: true)
    var index = start
    // A CR that stood last before may end a record now.
    var outside = state == .outside ? max(0, start - 1) : start
    while index < bytes.count {
      switch state {
      case .outside:
        let quote = Self.quote(in: bytes, from: index)
        index = quote &+ 1
        guard quote < bytes.count, opensField(bytes, at: quote) else { continue }
        outsides.append(outside..<quote)
        state = .quoted
      case .quoted:
        let quote = Self.quote(in: bytes, from: index)
        index = quote &+ 1
        outside = index
        if quote < bytes.count { state = .closed }
      case .closed:
        if bytes[index] == UInt8(ascii: "\"") {
          state = .quoted
          index &+= 1
        } else if endsField(bytes[index]) {
          state = .outside
        } else {
          index &+= 1
        }
      }
    }
    if state != .quoted { outsides.append(min(outside, bytes.count)..<bytes.count) }
  }

  private func opensField(_ bytes: Span<UInt8>, at quote: Int) -> Bool {
    quote == 0 || endsField(bytes[quote &- 1])
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// The next quote, or the end: 32 bytes at a time, then the word that holds it.
  private static func quote(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index &+ 32 <= bytes.count {
      // Without a branch for each word, of which several are looked at in one step.
      let quotes =
        CSVScanner.quoteMark(in: bytes.word(at: index))
        | CSVScanner.quoteMark(in: bytes.word(at: index &+ 8))
        | CSVScanner.quoteMark(in: bytes.word(at: index &+ 16))
        | CSVScanner.quoteMark(in: bytes.word(at: index &+ 24))
      if quotes != 0 { break }
      index &+= 32
    }
    while index &+ 8 <= bytes.count {
      let quotes = CSVScanner.quotes(in: bytes.word(at: index))
      if quotes != 0 { return index &+ quotes.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index &+= 1 }
    return index
  }
}
