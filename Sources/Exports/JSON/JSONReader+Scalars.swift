internal import Licensing

/// Strings, numbers and words of JSON (RFC 8259 2, 6 and 7).
extension JSONReader {
  /// The bytes of a text up to a quote, a backslash or a control character.
  mutating func takePlain(_ piece: Span<UInt8>, at index: inout Int) {
    let start = index
    while index < piece.count, piece[index] >= 32, piece[index] != UInt8(ascii: "\""),
      piece[index] != UInt8(ascii: "\\")
    { index &+= 1 }
    guard index > start else { return }
    endPair()
    let end = min(index, start + Self.longestText - text.count)
    if start < end { for index in start..<end { text.append(piece[index]) } }
  }

  mutating func endOfPlain(_ byte: UInt8, at index: Int) -> Token? {
    switch byte {
    case UInt8(ascii: "\\"): lexeme = .escape
    case UInt8(ascii: "\""):
      endPair()
      lexeme = .none
      if isKey { expected = .colon } else { endValue() }
      return isKey ? .key : .text
    default: fail("a control character in a string", at: here(index))
    }
    return nil
  }

  mutating func takeEscape(_ byte: UInt8, at index: Int) {
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
    default: fail("\(Self.shownEscape(byte)) is not a valid escape", at: here(index - 1))
    }
  }

  mutating func takeDigit(_ byte: UInt8, _ digits: Int, at index: Int) {
    guard let digit = UInt16(String(UnicodeScalar(byte)), radix: 16) else {
      return fail("unexpected \(Self.shown(byte)) (expected a hexadecimal digit)", at: here(index))
    }
    unit = unit << 4 | digit
    lexeme = digits == 1 ? .text : .unicode(digits: digits - 1)
    if digits == 1 { takeUnit() }
  }

  /// A unit of UTF-16; half a pair alone becomes U+FFFD, as in exports of UTF-16.
  mutating func takeUnit() {
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
  mutating func endPair() {
    guard high != nil else { return }
    high = nil
    append(scalar: 0xfffd)
  }

  mutating func append(scalar code: UInt32) {
    for byte in String(Unicode.Scalar(code) ?? "\u{fffd}").utf8 { append(byte) }
  }
}

extension JSONReader {
  mutating func endScalar() -> Token? {
    let token = scalar
    lexeme = .none
    endValue()
    if token == nil {
      let written = String(decoding: TextCleaning.repaired(text[...]).text, as: UTF8.self)
      fail("\(written.quoted) is not a JSON value (strings need quotes)", at: position)
    }
    return token
  }

  var scalar: Token? {
    if case .number = lexeme { return Self.isNumber(text[...]) ? .number : nil }
    let words: [(StaticString, Token)] = [("true", .yes), ("false", .no), ("null", .nothing)]
    return words.first { text.elementsEqual("\($0.0)".utf8) }?.1
  }

  /// Whether a number or word ends before the byte.
  static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 32, 9, 10, 13: true
    default: false
    }
  }

  /// An optional sign, digits without a zero before others, a fraction, an exponent.
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      rest = rest.dropFirst(digits.count + 1)
      guard !digits.isEmpty else { return false }
    }
    guard let mark = rest.first else { return true }
    guard mark | 32 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  /// A byte as a message shows it.
  static func shown(_ byte: UInt8) -> String {
    if (33...126).contains(byte) { return String(UnicodeScalar(byte)).quoted }
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x\(digits.utf8.count == 1 ? "0" : "")\(digits)"
  }

  /// An escape as a message shows it.
  static func shownEscape(_ byte: UInt8) -> String {
    (33...126).contains(byte) ? "\\\(UnicodeScalar(byte))".quoted : "\\ before \(shown(byte))"
  }
}
