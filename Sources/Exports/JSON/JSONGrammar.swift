internal import Licensing

/// What single bytes and numbers of JSON may be (RFC 8259 2 and 6).
enum JSONGrammar {
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
}
