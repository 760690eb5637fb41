internal import Licensing

/// Tokens of a JSON text (RFC 8259), from bytes that arrive in pieces of any size.
///
/// It knows no keys and keeps nothing but the token at hand. The first damage ends the text: what
/// came before it stands.
struct JSONReader {
  /// A container that begins or ends, a key, or a value; `text` holds what a scalar says.
  enum Token {
    case object, array, end, key, text, number, yes, no, nothing
  }

  /// Line and column from 1, in bytes.
  struct Place: Hashable {
    var line: Int32 = 1
    var column: Int32 = 1
  }

  /// Why reading stopped.
  enum Failure {
    case malformed(String, Place)
    case tooDeep(Place)
  }

  /// What may stand next between tokens.
  private enum Expected: String {
    case value = "a value"
    case valueOrEnd = "a value or ']'"
    case key = "a key"
    case keyOrEnd = "a key or '}'"
    case colon = "':'"
    case moreInArray = "',' or ']'"
    case moreInObject = "',' or '}'"
    case nothing = "the end"
  }

  /// What the next byte belongs to.
  private enum Lexeme {
    case none, text, escape, number, word
    /// Hexadecimal digits of an escape that are still to come.
    case unicode(digits: Int)
  }

  /// Containers may lie this deep.
  static let deepest = 64
  /// So much of a text is kept that a longer one is seen to be too long.
  private static let longestText = CSVReader.longestField + 1

  /// What the last key, text, number or word says, escapes resolved; perhaps not UTF-8.
  private(set) var text: [UInt8] = []
  /// Where the last token begins.
  private(set) var place = Place()
  private(set) var failure: Failure?
  private var expected = Expected.value
  private var lexeme = Lexeme.none
  private var isKey = false
  private var depth = 0
  /// A bit for each open container: set where it is an array.
  private var arrays: UInt64 = 0
  private var line: Int32 = 1
  /// The bytes of the pieces before, and how many of them stand before the line's first.
  private var consumed = 0
  private var lineStart = 0
  private var endedInCR = false
  private var unit: UInt16 = 0
  /// The first half of a pair of escapes.
  private var high: UInt16?

  /// Reads on from `index`; nil, once for each piece, where it is used up or the text is damaged.
  mutating func next(in piece: Span<UInt8>, at index: inout Int) -> Token? {
    while failure == nil, index < piece.count {
      if let token = take(piece, at: &index) { return token }
    }
    consumed += index
    return nil
  }

  /// Ends the text; damage where it is not whole.
  mutating func finish() {
    guard failure == nil, expected != .nothing else { return }
    fail("the file ends within the response", at: here(0))
  }

  /// Takes a byte, or those of a text up to the next that means something.
  private mutating func take(_ piece: Span<UInt8>, at index: inout Int) -> Token? {
    switch lexeme {
    case .text:
      takePlain(piece, at: &index)
      guard index < piece.count else { return nil }
      index += 1
      return endOfPlain(piece[index - 1], at: index - 1)
    case .escape:
      takeEscape(piece[index], at: index)
    case .unicode(let digits):
      takeDigit(piece[index], digits, at: index)
    case .number, .word:
      guard JSONGrammar.endsScalar(piece[index]) else {
        append(piece[index])
        break
      }
      return endScalar()
    case .none:
      return between(piece[index], at: &index)
    }
    index += 1
    return nil
  }

  private func here(_ index: Int) -> Place {
    Place(line: line, column: Int32(clamping: consumed + index - lineStart + 1))
  }

  private mutating func fail(_ message: String, at place: Place) {
    if failure == nil { failure = .malformed(message, place) }
  }

  private mutating func append(_ byte: UInt8) {
    if text.count < Self.longestText { text.append(byte) }
  }
}

extension JSONReader {
  /// A byte between tokens.
  private mutating func between(_ byte: UInt8, at index: inout Int) -> Token? {
    let start = index
    index += 1
    if isBlank(byte, at: start) { return nil }
    place = here(start)
    let takesValue = expected == .value || expected == .valueOrEnd
    switch byte {
    case UInt8(ascii: "{") where takesValue: return open(isArray: false)
    case UInt8(ascii: "[") where takesValue: return open(isArray: true)
    case UInt8(ascii: "}") where expected == .keyOrEnd || expected == .moreInObject,
      UInt8(ascii: "]") where expected == .valueOrEnd || expected == .moreInArray:
      depth -= 1
      endValue()
      return .end
    case UInt8(ascii: "\"") where takesValue: begin(.text)
    case UInt8(ascii: "\"") where expected == .key || expected == .keyOrEnd:
      begin(.text, isKey: true)
    case UInt8(ascii: ":") where expected == .colon: expected = .value
    case UInt8(ascii: ",") where expected == .moreInArray: expected = .value
    case UInt8(ascii: ",") where expected == .moreInObject: expected = .key
    case UInt8(ascii: "-") where takesValue, 48...57 where takesValue:
      begin(.number)
      append(byte)
    case 97...122 where takesValue:
      begin(.word)
      append(byte)
    default:
      fail("\(JSONGrammar.shown(byte)) stands where \(expected.rawValue) is expected", at: place)
    }
    return nil
  }

  /// Passes over a blank, and counts lines.
  private mutating func isBlank(_ byte: UInt8, at index: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "\n"):
      if !endedInCR { line &+= 1 }
      lineStart = consumed + index + 1
    case UInt8(ascii: "\r"):
      line &+= 1
      lineStart = consumed + index + 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"): break
    default:
      endedInCR = false
      return false
    }
    endedInCR = byte == UInt8(ascii: "\r")
    return true
  }

  private mutating func open(isArray: Bool) -> Token? {
    guard depth < Self.deepest else {
      failure = .tooDeep(place)
      return nil
    }
    let bit: UInt64 = 1 << UInt64(depth)
    arrays = isArray ? arrays | bit : arrays & ~bit
    depth += 1
    expected = isArray ? .valueOrEnd : .keyOrEnd
    return isArray ? .array : .object
  }

  private mutating func begin(_ lexeme: Lexeme, isKey: Bool = false) {
    self.lexeme = lexeme
    self.isKey = isKey
    text.removeAll(keepingCapacity: true)
  }

  /// What may follow a value, in the container it stands in.
  private mutating func endValue() {
    guard depth > 0 else {
      expected = .nothing
      return
    }
    expected = arrays >> UInt64(depth - 1) & 1 == 1 ? .moreInArray : .moreInObject
  }
}

extension JSONReader {
  /// The bytes of a text up to a quote, a backslash or a control character.
  private mutating func takePlain(_ piece: Span<UInt8>, at index: inout Int) {
    let start = index
    while index < piece.count, piece[index] >= 32, piece[index] != UInt8(ascii: "\""),
      piece[index] != UInt8(ascii: "\\")
    { index &+= 1 }
    guard index > start else { return }
    endPair()
    let end = min(index, start + Self.longestText - text.count)
    if start < end { for place in start..<end { text.append(piece[place]) } }
  }

  private mutating func endOfPlain(_ byte: UInt8, at index: Int) -> Token? {
    switch byte {
    case UInt8(ascii: "\\"): lexeme = .escape
    case UInt8(ascii: "\""):
      endPair()
      lexeme = .none
      if isKey { expected = .colon } else { endValue() }
      return isKey ? .key : .text
    default: fail("a control character stands in a text", at: here(index))
    }
    return nil
  }

  private mutating func takeEscape(_ byte: UInt8, at index: Int) {
    lexeme = .text
    if byte == UInt8(ascii: "u") {
      lexeme = .unicode(digits: 4)
      unit = 0
      return
    }
    endPair()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(byte)
    case UInt8(ascii: "b"): append(8)
    case UInt8(ascii: "t"): append(9)
    case UInt8(ascii: "n"): append(10)
    case UInt8(ascii: "f"): append(12)
    case UInt8(ascii: "r"): append(13)
    default: fail("a backslash before \(JSONGrammar.shown(byte)) is no escape", at: here(index - 1))
    }
  }

  private mutating func takeDigit(_ byte: UInt8, _ digits: Int, at index: Int) {
    guard let digit = UInt16(String(UnicodeScalar(byte)), radix: 16) else {
      let expected = "a hexadecimal digit is expected"
      return fail("\(JSONGrammar.shown(byte)) stands where \(expected)", at: here(index))
    }
    unit = unit << 4 | digit
    lexeme = digits == 1 ? .text : .unicode(digits: digits - 1)
    if digits == 1 { takeUnit() }
  }

  /// A unit of UTF-16; half a pair alone becomes U+FFFD, as in exports of UTF-16.
  private mutating func takeUnit() {
    if let first = high, (0xdc00...0xdfff).contains(unit) {
      high = nil
      return append(scalar: 0x10000 + (UInt32(first - 0xd800) << 10) + UInt32(unit - 0xdc00))
    }
    endPair()
    switch unit {
    case 0xd800...0xdbff: high = unit
    default: append(scalar: UInt32(unit))
    }
  }

  /// A first half whose second does not follow becomes U+FFFD.
  private mutating func endPair() {
    guard high != nil else { return }
    high = nil
    append(scalar: 0xfffd)
  }

  private mutating func append(scalar code: UInt32) {
    for byte in String(Unicode.Scalar(code) ?? "\u{fffd}").utf8 { append(byte) }
  }
}

extension JSONReader {
  private mutating func endScalar() -> Token? {
    let token = scalar
    lexeme = .none
    endValue()
    if token == nil {
      let written = String(decoding: TextCleaning.repaired(text[...]).text, as: UTF8.self)
      fail("\(written.quoted) is no value (a text stands in quotes)", at: place)
    }
    return token
  }

  private var scalar: Token? {
    if case .number = lexeme { return JSONGrammar.isNumber(text[...]) ? .number : nil }
    let words: [(StaticString, Token)] = [("true", .yes), ("false", .no), ("null", .nothing)]
    return words.first { text.elementsEqual("\($0.0)".utf8) }?.1
  }
}
