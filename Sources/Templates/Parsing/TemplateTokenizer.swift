/// A tag or a piece of text between tags, where it is, and what lines it begins.
struct TemplateToken {
  enum Kind: Equatable {
    /// Bytes of the source, within one line; its line end is included.
    case text
    /// The first thing of a line that is not blank.
    case lineStart
    case variable, unescaped, section, inverted, close, comment, partial, parent, block
    case delimiters

    /// Whether the tag prints nothing itself, so that a line of it alone vanishes.
    var canStandAlone: Bool {
      switch self {
      case .text, .lineStart, .variable, .unescaped: false
      default: true
      }
    }
  }

  var kind: Kind
  /// The bytes of a text in the source.
  var range: Range<Int>
  /// A tag's name without blanks around it.
  var name = ""
  /// Whether the tag opens or closes a parent or a block.
  var isOfInheritance = false
  /// Whether the tag is alone in its line, which then prints nothing of its own.
  var isAlone = false
  /// Whether only blanks and tags that print nothing are before it in its line.
  var beginsLine = false
  /// The blanks before a tag that begins its line.
  var indentation: [UInt8] = []
}

/// Splits a template into text and tags, and takes the lines out that hold tags alone.
struct TemplateTokenizer {
  private let source: TemplateSource
  private var open = Array("{{".utf8)
  private var shut = Array("}}".utf8)
  private var position = 0
  private var tokens: [TemplateToken] = []
  /// For each tag still open, whether it is a parent or a block.
  private var openTags: [Bool] = []
  /// The tokens of the line being read.
  private var line: [TemplateToken] = []

  /// The tokens of a template; the error is a tag that is not closed or empty.
  static func tokens(
    of source: TemplateSource
  ) throws(TemplateErrors) -> [TemplateToken] {
    var tokenizer = TemplateTokenizer(source: source)
    while tokenizer.position < source.bytes.count { try tokenizer.readNext() }
    tokenizer.endLine()
    return tokenizer.tokens
  }

  private init(source: TemplateSource) {
    self.source = source
  }

  private mutating func readNext() throws(TemplateErrors) {
    if source.has(open, at: position) { return try readTag() }
    var end = position
    while end < source.bytes.count, !source.has(open, at: end) {
      end += 1
      if source.bytes[end - 1] == UInt8(ascii: "\n") { break }
    }
    line.append(TemplateToken(kind: .text, range: position..<end))
    position = end
    if source.bytes[end - 1] == UInt8(ascii: "\n") { endLine() }
  }

  private mutating func readTag() throws(TemplateErrors) {
    let start = position
    var content = start + open.count
    let mark = content < source.bytes.count ? source.bytes[content] : 0
    let kind = Self.kind(of: mark)
    if kind != .variable { content += 1 }
    var closing = shut
    if mark == UInt8(ascii: "{") { closing = Array("}".utf8) + shut }
    if kind == .delimiters { closing = Array("=".utf8) + shut }
    guard let end = source.firstOffset(of: closing, from: content) else {
      throw source.error(
        at: start, "the tag is not closed (expected \(String(decoding: closing, as: UTF8.self)))")
    }
    position = end + closing.count
    var token = TemplateToken(kind: kind, range: start..<position)
    token.name = source.trimmedText(content..<end)
    if kind == .delimiters {
      try setDelimiters(token.name, at: start)
    } else if token.name.isEmpty && kind != .comment {
      throw source.error(at: start, "the tag has no name")
    }
    noteInheritance(&token)
    line.append(token)
  }

  private mutating func noteInheritance(_ token: inout TemplateToken) {
    switch token.kind {
    case .section, .inverted: openTags.append(false)
    case .parent, .block:
      token.isOfInheritance = true
      openTags.append(true)
    case .close: token.isOfInheritance = openTags.popLast() ?? false
    default: break
    }
  }

  private static func kind(of mark: UInt8) -> TemplateToken.Kind {
    switch mark {
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .inverted
    case UInt8(ascii: "/"): .close
    case UInt8(ascii: "!"): .comment
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "="): .delimiters
    case UInt8(ascii: "{"), UInt8(ascii: "&"): .unescaped
    default: .variable
    }
  }

  private mutating func setDelimiters(_ text: String, at offset: Int) throws(TemplateErrors) {
    let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
    guard words.count == 2, !text.contains("=") else {
      throw source.error(at: offset, "expected two delimiters, as in {{=<% %>=}}")
    }
    (open, shut) = (Array(words[0].utf8), Array(words[1].utf8))
  }

  /// Judges a whole line: what is alone vanishes with its blanks and its line end.
  private mutating func endLine() {
    defer { line = [] }
    let tags = line.filter { $0.kind != .text }
    let blanks = line.first { $0.kind == .text }.flatMap { first in
      line.first?.kind == .text ? source.bytes[first.range].prefix(while: Self.isBlank) : nil
    }
    let indentation = Array(blanks ?? [])
    let texts = line.filter { $0.kind == .text }
    if !tags.isEmpty, texts.allSatisfy(isBlank), Self.areAlone(tags) {
      tokens += tags.map { tag in
        var tag = tag
        (tag.isAlone, tag.beginsLine, tag.indentation) = (true, true, indentation)
        return tag
      }
      return
    }
    appendPrintedLine(indentation)
  }

  private mutating func appendPrintedLine(_ indentation: [UInt8]) {
    let isEmpty = line.allSatisfy { $0.kind == .text && source.isLineEnd($0.range) }
    if !isEmpty && !line.isEmpty {
      tokens.append(TemplateToken(kind: .lineStart, range: line[0].range))
    }
    var isBeginning = true
    for var token in line {
      if token.kind == .text {
        isBeginning = isBeginning && isBlank(token)
      } else {
        token.beginsLine = isBeginning
        token.indentation = isBeginning ? indentation : []
        isBeginning = isBeginning && (token.kind == .parent || token.kind == .block)
      }
      tokens.append(token)
    }
  }

  /// One tag alone, or several of inheritance, unless they hold a whole block.
  private static func areAlone(_ tags: [TemplateToken]) -> Bool {
    guard tags.allSatisfy(\.kind.canStandAlone) else { return false }
    if tags.count == 1 { return true }
    guard tags.allSatisfy(\.isOfInheritance) else { return false }
    var opened: [TemplateToken.Kind] = []
    var lastClosed: TemplateToken.Kind?
    for tag in tags {
      if tag.kind != .close { opened.append(tag.kind) }
      lastClosed = tag.kind == .close ? opened.popLast() : nil
    }
    return lastClosed != .block
  }

  private func isBlank(_ token: TemplateToken) -> Bool {
    source.bytes[token.range].allSatisfy { Self.isBlank($0) || $0 == 13 || $0 == 10 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
