internal import Licensing

/// Tokens of a JSON text (RFC 8259), from bytes that arrive in pieces of any size.
///
/// It knows no keys and keeps nothing but the token at hand. The first damage ends the text; what
/// came before it is kept.
struct JSONReader {
  /// A container that begins or ends, a key, or a value; `text` holds what a scalar says.
  enum Token {
    case object, array, end, key, text, number, yes, no, nothing
  }

  /// Line and column from 1, in bytes.
  struct Position: Hashable {
    var line: Int32 = 1
    var column: Int32 = 1
  }

  /// Why reading stopped.
  enum Failure {
    case malformed(String, Position)
    case tooDeep(Position)
  }

  /// What may be next between tokens.
  enum Expected: String {
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
  enum Lexeme {
    case none, text, escape, number, word
    /// Hexadecimal digits of an escape that are still to come.
    case unicode(digits: Int)
  }

  /// Containers may lie this deep.
  static let deepest = 64
  /// The bytes that are kept of a text: one more than a field may have, to see that it is too long.
  static let longestText = CSVReader.longestField + 1

  /// What the last key, text, number or word says, escapes resolved; perhaps not UTF-8.
  var text: [UInt8] = []
  /// Where the last token begins.
  private(set) var position = Position()
  private(set) var failure: Failure?
  var expected = Expected.value
  var lexeme = Lexeme.none
  var isKey = false
  private var depth = 0
  /// A bit for each open container: set where it is an array.
  private var arrays: UInt64 = 0
  private var line: Int32 = 1
  /// The bytes of the pieces before, and how many of them are before the line's first.
  private var consumed = 0
  private var lineStart = 0
  private var endedInCR = false
  var unit: UInt16 = 0
  /// The first half of a pair of escapes.
  var high: UInt16?

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
      guard Self.endsScalar(piece[index]) else {
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

  func here(_ index: Int) -> Position {
    Position(line: line, column: Int32(clamping: consumed + index - lineStart + 1))
  }

  mutating func fail(_ message: String, at position: Position) {
    if failure == nil { failure = .malformed(message, position) }
  }

  mutating func append(_ byte: UInt8) {
    if text.count < Self.longestText { text.append(byte) }
  }
}

extension JSONReader {
  /// A byte between tokens.
  private mutating func between(_ byte: UInt8, at index: inout Int) -> Token? {
    let start = index
    index += 1
    if isBlank(byte, at: start) { return nil }
    position = here(start)
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
      fail("unexpected \(Self.shown(byte)) (expected \(expected.rawValue))", at: position)
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
      failure = .tooDeep(position)
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

  /// What may follow a value, in the container it is in.
  mutating func endValue() {
    guard depth > 0 else {
      expected = .nothing
      return
    }
    expected = arrays >> UInt64(depth - 1) & 1 == 1 ? .moreInArray : .moreInObject
  }
}
