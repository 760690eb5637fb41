internal import Exports

/// Goes through the JSON of a memory value by value, and makes nothing of what is not asked for.
///
/// A memory is input: nothing in it is believed, and the first damage ends it.
struct MemoryCursor {
  /// The bytes are not JSON, or not in the form of `account.json`.
  struct Damage: Error, Hashable {}

  /// Values may lie this deep; ours lie less deep.
  private static let deepest = 16
  /// As long as a field of an export may be.
  private static let longestText = 64 << 10

  let bytes: [UInt8]
  private(set) var index: Int
  private var depth = 0

  /// A cursor at the beginning of these bytes.
  init(_ bytes: [UInt8], from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// The byte at the cursor, blanks passed over; 0 at the end.
  mutating func peek() -> UInt8 {
    while index < bytes.count {
      switch bytes[index] {
      case 9, 10, 13, 32: index &+= 1
      default: return bytes[index]
      }
    }
    return 0
  }

  /// Passes over bytes that were compared as a whole.
  mutating func skip(_ count: Int) { index += count }

  /// Whether all is read.
  mutating func isAtEnd() -> Bool { peek() == 0 && index == bytes.count }

  /// Takes one byte that must be there.
  private mutating func take(_ byte: UInt8) throws(Damage) {
    guard peek() == byte else { throw Damage() }
    index &+= 1
  }

  /// The members of an object, each with the index of its name among these; others are passed over.
  ///
  /// Our own files have all of them in this order, so that each name is compared once.
  mutating func members(
    _ names: [[UInt8]], _ body: (inout MemoryCursor, Int) throws(Damage) -> Void
  ) throws(Damage) {
    try take(UInt8(ascii: "{"))
    depth += 1
    guard depth <= Self.deepest else { throw Damage() }
    var next = 0
    var isFirst = true
    while peek() != UInt8(ascii: "}") {
      if !isFirst { try take(UInt8(ascii: ",")) }
      isFirst = false
      guard peek() == UInt8(ascii: "\"") else { throw Damage() }
      let found = try name(among: names, expecting: next)
      try take(UInt8(ascii: ":"))
      if let found {
        next = found + 1
        try body(&self, found)
      } else {
        try skipValue()
      }
    }
    index &+= 1
    depth -= 1
  }

  private mutating func name(
    among names: [[UInt8]], expecting next: Int
  ) throws(Damage) -> Int? {
    let start = index
    if next < names.count, isQuoted(names[next], at: start) {
      index = start + names[next].count + 2
      return next
    }
    let written = try rawText()
    return names.firstIndex(of: written)
  }

  private func isQuoted(_ name: [UInt8], at start: Int) -> Bool {
    let end = start + name.count + 1
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return false }
    for offset in name.indices where bytes[start + 1 + offset] != name[offset] { return false }
    return true
  }

  /// The elements of an array.
  mutating func elements(
    _ body: (inout MemoryCursor) throws(Damage) -> Void
  ) throws(Damage) {
    try take(UInt8(ascii: "["))
    depth += 1
    guard depth <= Self.deepest else { throw Damage() }
    var isFirst = true
    while peek() != UInt8(ascii: "]") {
      if !isFirst { try take(UInt8(ascii: ",")) }
      isFirst = false
      try body(&self)
    }
    index &+= 1
    depth -= 1
  }

  /// A text, cleaned as fields of exports are; empty for null.
  mutating func text() throws(Damage) -> [UInt8] {
    if try isNull() { return [] }
    return CleanText.cleaned(try rawText())
  }

  /// The same, appended to a buffer; gives where in it the text is.
  mutating func text(into buffer: inout [UInt8]) throws(Damage) -> Range<Int> {
    let start = buffer.count
    guard peek() == UInt8(ascii: "\"") else {
      buffer += try text()
      return start..<buffer.count
    }
    let first = index + 1
    var end = first
    while end < bytes.count, Self.isPlain(bytes[end]) { end &+= 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\""), end > first,
      bytes[first] != 32, bytes[end - 1] != 32, end - first <= Self.longestText
    else {
      buffer += try text()
      return start..<buffer.count
    }
    for index in first..<end { buffer.append(bytes[index]) }
    index = end + 1
    return start..<buffer.count
  }

  /// Whether a byte stands for itself in JSON and needs no cleaning.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (32...126).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// A text that may not be missing.
  mutating func name() throws(Damage) -> [UInt8] {
    let text = try text()
    guard !text.isEmpty else { throw Damage() }
    return text
  }

  /// A whole number from 0 on.
  mutating func number() throws(Damage) -> Int {
    var value = 0
    var digits = 0
    _ = peek()
    while index < bytes.count, (48...57).contains(bytes[index]), digits < 16 {
      value = value * 10 + Int(bytes[index] - 48)
      digits += 1
      index &+= 1
    }
    guard digits > 0, digits < 16 else { throw Damage() }
    return value
  }

  /// A whole number, or null.
  mutating func optionalNumber() throws(Damage) -> Int? {
    try isNull() ? nil : try number()
  }

  /// True or false; nil for null.
  mutating func flag() throws(Damage) -> Bool? {
    if try isNull() { return nil }
    let isTrue = peek() == UInt8(ascii: "t")
    try word(isTrue ? "true" : "false")
    return isTrue
  }

  /// Whether null is there, which is then passed over.
  mutating func isNull() throws(Damage) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try word("null")
    return true
  }

  private mutating func word(_ word: StaticString) throws(Damage) {
    for byte in "\(word)".utf8 {
      guard index < bytes.count, bytes[index] == byte else { throw Damage() }
      index &+= 1
    }
  }

  /// Passes over a value of any kind.
  mutating func skipValue() throws(Damage) {
    switch peek() {
    case UInt8(ascii: "{"): try members([]) { _, _ in }
    case UInt8(ascii: "["): try elements { cursor throws(Damage) in try cursor.skipValue() }
    case UInt8(ascii: "\""): _ = try rawText()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try flag()
    case UInt8(ascii: "n"): _ = try isNull()
    default: try skipNumber()
    }
  }

  private mutating func skipNumber() throws(Damage) {
    let start = index
    while index < bytes.count, "+-.0123456789eE".utf8.contains(bytes[index]) { index &+= 1 }
    guard index > start, index - start < 64 else { throw Damage() }
  }
}

extension MemoryCursor {
  /// The text in quotes at the cursor, escapes resolved.
  private mutating func rawText() throws(Damage) -> [UInt8] {
    try take(UInt8(ascii: "\""))
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        guard index - start <= Self.longestText else { throw Damage() }
        defer { index &+= 1 }
        return Array(bytes[start..<index])
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      guard byte >= 32 else { throw Damage() }
      index &+= 1
    }
    throw Damage()
  }

  private mutating func escapedText(from start: Int) throws(Damage) -> [UInt8] {
    var text = Array(bytes[start..<index])
    var units: [UInt16] = []
    func flush() {
      text += String(decoding: units, as: UTF16.self).utf8
      units.removeAll()
    }
    while index < bytes.count, text.count <= Self.longestText {
      let byte = bytes[index]
      index &+= 1
      switch byte {
      case UInt8(ascii: "\""):
        flush()
        return text
      case UInt8(ascii: "\\"):
        if let unit = try escape() {
          units.append(unit)
        }
      case 32...:
        flush()
        text.append(byte)
      default: throw Damage()
      }
    }
    throw Damage()
  }

  /// The UTF-16 unit of an escape.
  private mutating func escape() throws(Damage) -> UInt16? {
    guard index < bytes.count else { throw Damage() }
    defer { index &+= 1 }
    switch bytes[index] {
    case UInt8(ascii: "\""): return 34
    case UInt8(ascii: "\\"): return 92
    case UInt8(ascii: "/"): return 47
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "u"):
      guard index + 4 < bytes.count else { throw Damage() }
      var unit: UInt16 = 0
      for offset in 1...4 {
        guard let digit = Self.digit(bytes[index + offset]) else { throw Damage() }
        unit = unit << 4 | digit
      }
      index += 4
      return unit
    default: throw Damage()
    }
  }

  private static func digit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 48...57: UInt16(byte - 48)
    case 65...70: UInt16(byte - 55)
    case 97...102: UInt16(byte - 87)
    default: nil
    }
  }
}
