package import Licensing

/// JSON as this project writes it: one line, keys in the order of docs/output.md, no blanks.
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
  package mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An array whose elements `body` writes.
  package mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    enclose(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// A string, or null where there is none.
  package mutating func text(_ key: String?, _ value: String?) {
    begin(key)
    guard let value else { return append("null") }
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    append(value)
    endQuoted(from: start)
  }

  /// A string of UTF-8 bytes; null where it is empty, which means missing.
  package mutating func text(_ key: String?, bytes value: ArraySlice<UInt8>) {
    begin(key)
    if value.isEmpty { return append("null") }
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    bytes.append(contentsOf: value)
    endQuoted(from: start)
  }

  /// A value that is JSON already.
  package mutating func raw(_ key: String?, _ value: [UInt8]) {
    begin(key)
    bytes += value
  }

  /// A text of a table; null where it is empty, which means missing.
  package mutating func text(_ key: String?, _ value: TextID, _ texts: TextTable) {
    begin(key)
    if value.isEmpty { return append("null") }
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    texts.append(value, to: &bytes)
    endQuoted(from: start)
  }

  /// A day as ISO 8601 writes it, or null where there is none.
  package mutating func day(_ key: String?, _ value: CalendarDate?) {
    begin(key)
    guard let value else { return append("null") }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(iso: value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The end of a term: a day, `unknown`, or null where it has none.
  package mutating func end(_ key: String?, _ value: TermEnd) {
    if value == .unknown { return text(key, "unknown") }
    day(key, value.date)
  }

  /// Makes room for that many bytes.
  package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  /// A whole number, or null where there is none.
  package mutating func number(_ key: String?, _ value: Int?) {
    begin(key)
    guard let value else { return append("null") }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(decimal: value.magnitude, digits: 1)
  }

  /// True or false.
  package mutating func flag(_ key: String?, _ value: Bool) {
    begin(key)
    append(value ? "true" : "false")
  }

  /// True, false, or null where neither is known.
  package mutating func optionalFlag(_ key: String?, _ value: Bool?) {
    if let value { flag(key, value) } else { text(key, nil) }
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
    _ key: String?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONText) -> Void
  ) {
    begin(key)
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func begin(_ key: String?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    guard let key else { return }
    bytes.append(UInt8(ascii: "\""))
    append(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Ends a string that was appended as it is; few hold anything to be escaped.
  ///
  /// RFC 8259 7: quotes, backslashes and control characters are. Whoever prints a line to a
  /// terminal must be safe too, so whatever moves the cursor or turns the writing direction is
  /// written as `\u202e`; all else is UTF-8.
  private mutating func endQuoted(from start: Int) {
    if Self.needsEscaping(bytes.span.extracting(start...)) {
      let value = String(decoding: bytes[start...], as: UTF8.self)
      bytes.removeSubrange(start...)
      for scalar in value.unicodeScalars { append(escaping: scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Without a branch for each byte, so that several are looked at in one step; the last four
  /// begin the characters that turn, break or move, and many others.
  private static func needsEscaping(_ value: Span<UInt8>) -> Bool {
    var isFound = false
    for index in value.indices {
      let byte = value[index]
      isFound =
        isFound || byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        || byte == 0x7f || byte == 0xc2 || byte == 0xd8 || byte == 0xe2
    }
    return isFound
  }

  private mutating func append(escaping scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(ascii: scalar))
    case _ where scalar.isControl || scalar.turnsDirection:
      append("\\u")
      bytes.append(hexadecimal: UInt8(truncatingIfNeeded: scalar.value >> 8))
      bytes.append(hexadecimal: UInt8(truncatingIfNeeded: scalar.value))
    default: append(String(scalar))
    }
  }
}
