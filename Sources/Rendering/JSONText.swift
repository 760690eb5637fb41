/// JSON as this project writes it: one line, keys in the contract's order, no blanks.
package struct JSONText {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Nothing written yet.
  package init() {}

  /// Ends a line of a `.jsonl` file or a document.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// An object whose members `body` writes.
  package mutating func object(_ key: StaticString? = nil, _ body: (inout JSONText) -> Void) {
    enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An array whose elements `body` writes.
  package mutating func array(_ key: StaticString? = nil, _ body: (inout JSONText) -> Void) {
    enclose(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// A string, or null where there is none.
  package mutating func text(_ key: StaticString?, _ value: String?) {
    begin(key)
    if let value { append(quoting: Array(value.utf8)[...]) } else { append("null") }
  }

  /// A string of UTF-8 bytes; null where it is empty, which means missing.
  package mutating func text(_ key: StaticString?, bytes value: ArraySlice<UInt8>) {
    begin(key)
    if value.isEmpty { append("null") } else { append(quoting: value) }
  }

  /// A whole number, or null where there is none.
  package mutating func number(_ key: StaticString?, _ value: Int?) {
    begin(key)
    append(value.map(String.init) ?? "null")
  }

  /// True or false.
  package mutating func flag(_ key: StaticString?, _ value: Bool) {
    begin(key)
    append(value ? "true" : "false")
  }

  /// An element of an array.
  package mutating func element(_ value: String) {
    text(nil, value)
  }

  /// An element of an array.
  package mutating func element(_ value: Int) {
    number(nil, value)
  }

  private mutating func enclose(
    _ key: StaticString?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONText) -> Void
  ) {
    begin(key)
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func begin(_ key: StaticString?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    guard let key else { return }
    append("\"\(key)\":")
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// RFC 8259 7: quotes, backslashes and control characters escaped; all else as UTF-8.
  private mutating func append(quoting value: ArraySlice<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in value {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        append("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default:
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
