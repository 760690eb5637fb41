/// The text of one template file, and where it came from.
package struct TemplateSource: Sendable {
  /// For messages, as the user would type it.
  package let path: String
  /// UTF-8, as read.
  package let bytes: [UInt8]

  /// The text of a file.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Whether some bytes begin at an offset.
  func has(_ pattern: [UInt8], at offset: Int) -> Bool {
    guard offset + pattern.count <= bytes.count else { return false }
    for index in pattern.indices where bytes[offset + index] != pattern[index] { return false }
    return true
  }

  /// The first offset at or after another where some bytes begin.
  func firstOffset(of pattern: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset + pattern.count <= bytes.count {
      if has(pattern, at: offset) { return offset }
      offset += 1
    }
    return nil
  }

  /// The first byte that is no part of a UTF-8 text, or NUL; nil where all are.
  var firstIndexOfNoText: Int? {
    if !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil { return nil }
    var (decoder, index, iterator) = (UTF8(), 0, bytes.makeIterator())
    while case .scalarValue(let scalar) = decoder.decode(&iterator), scalar != "\0" {
      index += UTF8.width(scalar)
    }
    return min(index, max(0, bytes.count - 1))
  }

  /// The text of a range without blanks around it.
  func trimmedText(_ range: Range<Int>) -> String {
    let isBlank = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
    let front = bytes[range].drop(while: isBlank)
    let length = front.reversed().drop(while: isBlank).count
    return String(decoding: front.prefix(length), as: UTF8.self)
  }

  /// Whether a range holds nothing but a line end.
  func isLineEnd(_ range: Range<Int>) -> Bool {
    bytes[range].elementsEqual([10]) || bytes[range].elementsEqual([13, 10])
  }

  /// An error at a byte.
  func error(at offset: Int, _ message: String) -> TemplateErrors {
    TemplateErrors(problems: [problem(at: offset, message)])
  }

  /// What is wrong at a byte.
  func problem(at offset: Int, _ message: String) -> TemplateErrors.Problem {
    let before = bytes[..<offset]
    let line = before.count { $0 == 10 } + 1
    let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    return TemplateErrors.Problem(
      path: path, line: line, column: offset - start + 1, message: message)
  }
}
