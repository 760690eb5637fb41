internal import Licensing

/// Finds the last record end in bytes that arrive piece by piece, and knows where quotes are open.
///
/// It looks at quotes only, and at what stands on either side of one, so it is much faster than
/// reading; records before the cut are whole, and can be read apart from those behind it.
struct CSVCutter {
  private enum State {
    case outside, quoted
    /// Behind a closing quote, until a delimiter or line end stands.
    case closed
  }

  private let delimiter: UInt8
  private var state = State.outside
  /// The stretches outside quotes, of which the last may hold the cut.
  private var stretches: [Range<Int>] = []

  /// A cutter at the beginning of a record.
  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// The end of the last whole record, or 0.
  ///
  /// Bytes before `start` were cut before, without the record that ended there. A CR that is the
  /// last byte ends no record yet, since a LF may follow it.
  mutating func cut(_ bytes: Span<UInt8>, from start: Int) -> Int {
    findStretches(bytes, from: start)
    for stretch in stretches.reversed() {
      var place = stretch.upperBound
      while place > stretch.lowerBound {
        place &-= 1
        if bytes[place] == UInt8(ascii: "\n") { return place &+ 1 }
        if bytes[place] == UInt8(ascii: "\r"), place &+ 1 < bytes.count { return place &+ 1 }
      }
    }
    return 0
  }

  private mutating func findStretches(_ bytes: Span<UInt8>, from start: Int) {
    stretches.removeAll(keepingCapacity: true)
    var index = start
    // A CR that stood last before may end a record now.
    var outside = state == .outside ? max(0, start - 1) : start
    while index < bytes.count {
      switch state {
      case .outside:
        let quote = Self.quote(in: bytes, from: index)
        index = quote &+ 1
        guard quote < bytes.count, opensField(bytes, at: quote) else { continue }
        stretches.append(outside..<quote)
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
    if state != .quoted { stretches.append(min(outside, bytes.count)..<bytes.count) }
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
