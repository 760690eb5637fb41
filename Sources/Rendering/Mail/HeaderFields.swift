/// The header of a message: fields in the order they were added, no line over 76 bytes of text.
struct HeaderFields {
  private(set) var bytes: [UInt8] = []

  /// A field whose value is ASCII and needs no folding, an address or a date.
  mutating func add(_ name: String, _ value: String) {
    bytes += "\(name): \(value)\r\n".utf8
  }

  /// A field of free text: folded at blanks, as encoded words where it is not plain ASCII.
  mutating func addText(_ name: String, _ value: String) {
    add(name, Self.folded(value, firstColumn: name.utf8.count + 2))
  }

  /// A display name and the address behind it.
  func phrase(_ name: String, _ address: String) -> String {
    if Self.isPlain(name) {
      let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\" <\(address)>"
    }
    return Self.encodedWords(name, firstColumn: 6).joined(separator: "\r\n ") + "\r\n <\(address)>"
  }

  /// Text for a field that begins at a column; the lines after the first begin with a blank.
  static func folded(_ text: String, firstColumn: Int) -> String {
    let isShort = text.split(separator: " ").allSatisfy { $0.utf8.count < 60 }
    guard isPlain(text), isShort, !text.contains("=?"), !text.contains("  ") else {
      return encodedWords(text, firstColumn: firstColumn).joined(separator: "\r\n ")
    }
    var result = ""
    var column = firstColumn
    for word in text.split(separator: " ") {
      if !result.isEmpty {
        let isFull = column + 1 + word.utf8.count > 76
        result += isFull ? "\r\n " : " "
        column = isFull ? 1 : column + 1
      }
      result += word
      column += word.utf8.count
    }
    return result
  }

  /// RFC 2047: words of at most 75 bytes that do not split a character.
  private static func encodedWords(_ text: String, firstColumn: Int) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var room = 76 - firstColumn
    for scalar in text.unicodeScalars {
      var encoded: [UInt8] = []
      for byte in Array(String(scalar).utf8) { append(byte, to: &encoded) }
      // `=?utf-8?q?` and `?=` take 12 bytes of the word.
      if !word.isEmpty && word.count + encoded.count + 12 > min(room, 75) {
        words.append("=?utf-8?q?\(String(decoding: word, as: UTF8.self))?=")
        word = []
        room = 75
      }
      word += encoded
    }
    words.append("=?utf-8?q?\(String(decoding: word, as: UTF8.self))?=")
    return words
  }

  private static func append(_ byte: UInt8, to word: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: " "): word.append(UInt8(ascii: "_"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      word.append(byte)
    default: QuotedPrintable.appendHexadecimal(byte, to: &word)
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (32...126).contains($0) }
  }
}
