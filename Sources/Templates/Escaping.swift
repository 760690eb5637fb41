/// How a value is made safe for the file it goes into.
package enum Escaping: Sendable {
  /// Plain text: as it is.
  case none
  /// HTML text and quoted attributes: `& < > " '`.
  case html

  /// The bytes a value may take, the longest reference for each of its own.
  @inline(__always) func room(for text: Span<UInt8>) -> Int {
    self == .html ? text.count &* 6 : text.count
  }

  /// Writes a value from an offset on, where there is room for it; gives the offset behind it.
  @inline(__always) func write(
    _ text: Span<UInt8>, to output: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    if self == .html, Self.hasSpecial(text) {
      return Self.writeReplacing(text, to: &output, at: offset)
    }
    output.copy(text, to: offset)
    return offset &+ text.count
  }

  /// The value made safe.
  func escaped(_ text: [UInt8]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: room(for: text.span))
    var output = bytes.mutableSpan
    let end = write(text.span, to: &output, at: 0)
    bytes.removeLast(bytes.count - end)
    return bytes
  }

  /// Whether a character has to be replaced.
  ///
  /// Without a branch, so that it compiles to vector code.
  private static func hasSpecial(_ text: Span<UInt8>) -> Bool {
    var found: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      // `< >` differ in one bit, as `& "` do.
      found |= byte | 2 == UInt8(ascii: ">") ? 1 : 0
      found |= byte | 4 == UInt8(ascii: "&") ? 1 : 0
      found |= byte == UInt8(ascii: "'") ? 1 : 0
    }
    return found != 0
  }

  private static func writeReplacing(
    _ text: Span<UInt8>, to output: inout MutableSpan<UInt8>, at offset: Int
  ) -> Int {
    var end = offset
    for index in text.indices {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case UInt8(ascii: "'"): replacement = "&#39;"
      default:
        output[end] = text[index]
        end += 1
        continue
      }
      for byte in replacement.description.utf8 {
        output[end] = byte
        end += 1
      }
    }
    return end
  }
}
