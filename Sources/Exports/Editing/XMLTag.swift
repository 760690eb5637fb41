/// A tag of a document by where its bytes are.
///
/// For documents that libxml2 found well-formed and without a DOCTYPE, in an encoding whose bytes
/// under 128 are ASCII: there a `<` that opens no comment, instruction or CDATA opens a tag.
struct XMLTag {
  enum Kind { case start, end, empty }

  /// An attribute by the bytes of its name, and of its value within the quotes.
  struct Attribute {
    var name: Range<Int>
    var value: Range<Int>
  }

  var kind: Kind
  /// From the `<` to behind the `>`.
  var range: Range<Int>
  var name: Range<Int>
  var attributes: [Attribute] = []

  /// All tags in their order; nil where the bytes are not such a document.
  static func tags(of bytes: [UInt8]) -> [XMLTag]? {
    var scan = Scan(bytes: bytes)
    var tags: [XMLTag] = []
    while let open = scan.find("<") {
      scan.index = open
      let isSkipped =
        scan.skip("<!--", to: "-->") || scan.skip("<![CDATA[", to: "]]>")
        || scan.skip("<?", to: "?>")
      if isSkipped { continue }
      guard !scan.starts(with: "<!"), let tag = scan.tag() else { return nil }
      tags.append(tag)
    }
    return tags
  }
}

/// Goes through a document's bytes.
private struct Scan {
  let bytes: [UInt8]
  var index = 0

  func starts(with text: StaticString) -> Bool {
    bytes[index...].starts(with: text.description.utf8)
  }

  /// Where a text occurs next.
  func find(_ text: StaticString) -> Int? {
    let text = Array(text.description.utf8)
    guard let first = text.first else { return nil }
    var start = index
    while let found = bytes[start...].firstIndex(of: first) {
      if bytes[found...].starts(with: text) { return found }
      start = found + 1
    }
    return nil
  }

  /// Passes over what begins with one text and ends with another; false where it does not begin.
  mutating func skip(_ open: StaticString, to close: StaticString) -> Bool {
    guard starts(with: open) else { return false }
    index += open.utf8CodeUnitCount
    index = find(close).map { $0 + close.utf8CodeUnitCount } ?? bytes.count
    return true
  }

  /// The tag that opens here; nil where it is none.
  mutating func tag() -> XMLTag? {
    let start = index
    index += 1
    let isEnd = byte == UInt8(ascii: "/")
    if isEnd { index += 1 }
    let name = self.name()
    var tag = XMLTag(kind: isEnd ? .end : .start, range: start..<start, name: name)
    while true {
      skipBlanks()
      switch byte {
      case nil: return nil
      case UInt8(ascii: ">"):
        index += 1
        tag.range = start..<index
        return tag
      case UInt8(ascii: "/"):
        tag.kind = .empty
        index += 1
      default:
        guard let attribute = attribute() else { return nil }
        tag.attributes.append(attribute)
      }
    }
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func attribute() -> XMLTag.Attribute? {
    let name = self.name()
    skipBlanks()
    guard !name.isEmpty, byte == UInt8(ascii: "=") else { return nil }
    index += 1
    skipBlanks()
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = bytes[(index + 1)...].firstIndex(of: quote)
    else { return nil }
    let value = index + 1..<end
    index = end + 1
    return XMLTag.Attribute(name: name, value: value)
  }

  private mutating func name() -> Range<Int> {
    let start = index
    while let byte, !TextCleaning.isBlank(byte), !"=/>".utf8.contains(byte) { index += 1 }
    return start..<index
  }

  private mutating func skipBlanks() {
    while let byte, TextCleaning.isBlank(byte) { index += 1 }
  }
}
