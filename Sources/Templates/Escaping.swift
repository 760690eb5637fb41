/// How a value is made safe for the file it goes into.
package enum Escaping: Sendable {
  /// Plain text: as it is.
  case none
  /// HTML text and quoted attributes: `& < > " '`.
  case html

  /// Appends the bytes of a value.
  func append(_ text: Range<Int>, of source: [UInt8], to output: inout [UInt8]) {
    guard self == .html else {
      output.append(contentsOf: source[text])
      return
    }
    let bytes = source.span
    var start = text.lowerBound
    for index in text {
      let byte = bytes[index]
      if byte > UInt8(ascii: ">") || byte < UInt8(ascii: "\"") { continue }
      let replacement: StaticString
      switch byte {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case UInt8(ascii: "'"): replacement = "&#39;"
      default: continue
      }
      output.append(contentsOf: source[start..<index])
      output.append(contentsOf: replacement.description.utf8)
      start = index + 1
    }
    output.append(contentsOf: source[start..<text.upperBound])
  }
}
