/// A part of a parsed template; names are not looked up yet.
indirect enum TemplateNode: Sendable {
  case text(Range<Int>)
  /// Here a line begins: the indentation of an enclosing partial or block goes here.
  case lineStart
  case variable(name: String, isEscaped: Bool, offset: Int)
  case section(name: String, isInverted: Bool, body: [TemplateNode], offset: Int)
  case partial(name: String, blocks: [TemplateBlock], site: TemplateSite)
  case block(TemplateBlock)
}

extension TemplateNode {
  /// Adds the names of variables and sections in it.
  func collectNames(into names: inout Set<String>) {
    switch self {
    case .text, .lineStart: return
    case .variable(let name, _, _): names.insert(name)
    case .section(let name, _, let body, _):
      names.insert(name)
      for node in body { node.collectNames(into: &names) }
    case .partial(_, let blocks, _):
      for node in blocks.flatMap(\.body) { node.collectNames(into: &names) }
    case .block(let block):
      for node in block.body { node.collectNames(into: &names) }
    }
  }
}

/// Where another template or a block is put in.
struct TemplateSite: Sendable {
  /// For messages: the byte where the tag begins.
  var offset: Int
  /// Whether it begins its line, so that every line of it gets the indentation.
  var beginsLine: Bool
  /// Relative to what encloses it.
  var indentation: [UInt8]
}

/// A named part that another template may replace, without its own indentation.
struct TemplateBlock: Sendable {
  var name: String
  var body: [TemplateNode]
  var site: TemplateSite
}

/// Builds the tree of a template from its tokens.
struct TemplateParser {
  private let source: TemplateSource
  private let tokens: [TemplateToken]
  private var next = 0
  /// How many sections, parents and blocks are open.
  private var depth = 0

  /// More than anyone writes; each is a call within calls, for which the stack must suffice.
  private static let deepest = 64

  /// The parts of a template; the error names the first tag that does not fit.
  static func parse(_ source: TemplateSource) throws(TemplateErrors) -> [TemplateNode] {
    if let index = source.firstIndexOfNoText {
      throw source.error(at: index, "here the bytes are no text (expected UTF-8 without NUL)")
    }
    var parser = TemplateParser(
      source: source, tokens: try TemplateTokenizer.tokens(of: source))
    return try parser.nodes(until: nil)
  }

  private init(source: TemplateSource, tokens: [TemplateToken]) {
    self.source = source
    self.tokens = tokens
  }

  private mutating func nodes(until opening: TemplateToken?) throws(TemplateErrors)
    -> [TemplateNode]
  {
    depth += 1
    defer { depth -= 1 }
    if let opening, depth > Self.deepest {
      throw source.error(
        at: opening.range.lowerBound,
        "'\(opening.name)' is nested deeper than \(Self.deepest) tags")
    }
    var nodes: [TemplateNode] = []
    while next < tokens.count {
      let token = tokens[next]
      next += 1
      if token.kind == .close {
        try check(token, closes: opening)
        return nodes
      }
      try append(token, to: &nodes)
    }
    guard let opening else { return nodes }
    throw source.error(
      at: opening.range.lowerBound,
      "'\(opening.name)' is not closed (expected {{/\(opening.name)}})")
  }

  private func check(
    _ token: TemplateToken, closes opening: TemplateToken?
  ) throws(TemplateErrors) {
    guard token.name != opening?.name else { return }
    throw source.error(
      at: token.range.lowerBound,
      opening.map { "expected {{/\($0.name)}} before {{/\(token.name)}}" }
        ?? "{{/\(token.name)}} closes nothing")
  }

  private mutating func append(
    _ token: TemplateToken, to nodes: inout [TemplateNode]
  ) throws(TemplateErrors) {
    let offset = token.range.lowerBound
    switch token.kind {
    case .text: nodes.append(.text(token.range))
    case .lineStart: nodes.append(.lineStart)
    case .variable, .unescaped:
      nodes.append(
        .variable(name: token.name, isEscaped: token.kind == .variable, offset: offset))
    case .section, .inverted:
      let body = try self.nodes(until: token)
      nodes.append(
        .section(
          name: token.name, isInverted: token.kind == .inverted, body: body, offset: offset))
    case .partial: nodes.append(.partial(name: token.name, blocks: [], site: site(of: token)))
    case .parent:
      dropIndentation(before: token, from: &nodes)
      let blocks = try self.nodes(until: token).compactMap { node -> TemplateBlock? in
        if case .block(let block) = node { block } else { nil }
      }
      var site = site(of: token)
      site.beginsLine = token.beginsLine
      nodes.append(.partial(name: token.name, blocks: blocks, site: site))
    case .block: try appendBlock(token, to: &nodes)
    case .comment, .delimiters, .close: break
    }
  }

  private func site(of token: TemplateToken) -> TemplateSite {
    TemplateSite(
      offset: token.range.lowerBound, beginsLine: token.isAlone,
      indentation: token.isAlone ? token.indentation : [])
  }

  /// A block's own indentation moves into its site, so that what replaces it gets the same.
  private mutating func appendBlock(
    _ token: TemplateToken, to nodes: inout [TemplateNode]
  ) throws(TemplateErrors) {
    dropIndentation(before: token, from: &nodes)
    var body = try self.nodes(until: token)
    var site = TemplateSite(
      offset: token.range.lowerBound, beginsLine: token.beginsLine,
      indentation: token.indentation)
    if token.isAlone, let inner = indentation(of: body) { site.indentation = inner }
    if token.beginsLine { body = removing(site.indentation.count, from: body) }
    nodes.append(.block(TemplateBlock(name: token.name, body: body, site: site)))
  }

  /// Takes back the line start and the blanks that are before a tag which begins its line.
  private func dropIndentation(before token: TemplateToken, from nodes: inout [TemplateNode]) {
    guard token.beginsLine, !token.isAlone else { return }
    if case .text = nodes.last { nodes.removeLast() }
    if case .lineStart = nodes.last { nodes.removeLast() }
  }

  /// The blanks before the first line that is not empty.
  private func indentation(of body: [TemplateNode]) -> [UInt8]? {
    for (node, following) in zip(body, body.dropFirst() + [.lineStart]) {
      if case .block(let block) = node, block.site.beginsLine { return block.site.indentation }
      guard case .lineStart = node else { continue }
      guard case .text(let range) = following else { return [] }
      return Array(source.bytes[range].prefix { $0 == 32 || $0 == 9 })
    }
    return nil
  }

  /// The same with that number of blanks fewer at the front of each line.
  private func removing(_ count: Int, from body: [TemplateNode]) -> [TemplateNode] {
    var result: [TemplateNode] = []
    var isLineStart = false
    for node in body {
      switch node {
      case .text(let range) where isLineStart:
        let blanks = source.bytes[range].prefix { $0 == 32 || $0 == 9 }.count
        result.append(.text(range.lowerBound + min(blanks, count)..<range.upperBound))
      case .section(let name, let isInverted, let inner, let offset):
        result.append(
          .section(
            name: name, isInverted: isInverted, body: removing(count, from: inner),
            offset: offset))
      case .partial(let name, let blocks, var site):
        site.indentation.removeFirst(min(count, site.indentation.count))
        result.append(.partial(name: name, blocks: blocks, site: site))
      case .block(var block):
        block.site.indentation.removeFirst(min(count, block.site.indentation.count))
        result.append(.block(block))
      default: result.append(node)
      }
      if case .lineStart = node { isLineStart = true } else { isLineStart = false }
    }
    return result
  }
}
