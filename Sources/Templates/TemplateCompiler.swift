/// Turns parsed templates into one program, every name looked up.
struct TemplateCompiler {
  /// Beyond this depth a template includes itself without end, or its stack would not suffice.
  private static let deepest = 256
  /// A page has a few thousand; partials in partials in partials can have billions.
  private static let largest = 1_000_000

  let library: TemplateLibrary
  /// Texts by dotted name that are the same for every rendering.
  let wording: [String: String]
  /// Whether an undeclared name is empty, as the Mustache specification has it, not an error.
  let isLenient: Bool
  var template: Template
  var problems: [TemplateErrors.Problem] = []
  private var scopes: [TemplateType]
  private var sections = 0
  /// Nodes compiled so far, partials counted wherever they are put in.
  private var size = 0
  /// How many sections, blocks and partials are open.
  private var depth = 0
  /// Whether a limit was passed: then nothing more is compiled.
  private var isStopped = false

  init(
    library: TemplateLibrary, root: TemplateType, wording: [String: String], isLenient: Bool,
    escaping: Escaping
  ) {
    self.library = library
    self.wording = wording
    self.isLenient = isLenient
    template = Template(escaping: escaping)
    scopes = [root]
  }

  /// One template while its nodes are compiled.
  private struct Context {
    var source: TemplateSource
    var indentation: [UInt8] = []
    /// What replaces the blocks, with the source each comes from.
    var overrides: [String: (block: TemplateBlock, source: TemplateSource)] = [:]
  }

  mutating func compile(_ name: String) {
    guard let parsed = library.parsed(name) else { return }
    compile(parsed.nodes, Context(source: parsed.source))
  }

  private mutating func compile(_ nodes: [TemplateNode], _ context: Context) {
    depth += 1
    defer { depth -= 1 }
    for node in nodes {
      guard !isStopped else { return }
      size += 1
      switch node {
      case .text(let range): append(context.source.bytes[range])
      case .lineStart: append(context.indentation[...])
      case .variable(let name, let isEscaped, let offset):
        compileVariable(name, isEscaped: isEscaped, at: offset, context)
      case .section(let name, let isInverted, let body, let offset):
        compileSection(name, isInverted: isInverted, body, at: offset, context)
      case .partial(let name, let blocks, let site):
        compilePartial(name, blocks, site, context)
      case .block(let block): compileBlock(block, context)
      }
    }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    let start = template.literals.count
    template.literals += bytes
    // Neighbours join, unless a section ends between them.
    if sections != template.instructions.count,
      case .literal(let first, let last) = template.instructions.last, last == start
    {
      template.instructions[template.instructions.count - 1] =
        .literal(first, template.literals.count)
    } else {
      template.instructions.append(.literal(start, template.literals.count))
    }
  }

  private mutating func compileVariable(
    _ name: String, isEscaped: Bool, at offset: Int, _ context: Context
  ) {
    if let text = wording[name] {
      guard find(name) == nil else {
        return report(
          "'\(name)' is a sentence of the wording and a name of the view (rename the sentence)",
          at: offset, context)
      }
      let escaping = isEscaped ? template.escaping : .none
      return append(escaping.escaped(Array(text.utf8))[...])
    }
    guard let (found, type) = lookUp(name, at: offset, context) else { return }
    switch type {
    case .text: template.instructions.append(.variable(found, isEscaped: isEscaped))
    case .nothing: break
    case .flag, .list, .record:
      guard !isLenient else { return }
      report("'\(name)' is \(type.description), not a text", at: offset, context)
    }
  }

  private mutating func compileSection(
    _ name: String, isInverted: Bool, _ body: [TemplateNode], at offset: Int, _ context: Context
  ) {
    guard let (found, type) = lookUp(name, at: offset, context) else {
      if isInverted { compile(body, context) }
      return
    }
    if type.isNeverThere {
      if isInverted { compile(body, context) }
      return
    }
    let start = template.instructions.count
    template.instructions.append(.section(found, end: 0))
    if !isInverted {
      if case .list(let element) = type { scopes.append(element) } else { scopes.append(type) }
      template.depth = max(template.depth, scopes.count)
    }
    compile(body, context)
    if !isInverted {
      scopes.removeLast()
      template.instructions.append(.sectionEnd)
    }
    let end = template.instructions.count
    sections = end
    template.instructions[start] =
      isInverted ? .inverted(found, end: end) : .section(found, end: end)
  }

  private mutating func compilePartial(
    _ name: String, _ blocks: [TemplateBlock], _ site: TemplateSite, _ context: Context
  ) {
    guard let parsed = library.parsed(name) else {
      guard !isLenient else { return }
      let hint = Suggestion.hint(for: name, among: library.names)
      return report("no such partial '\(name)'\(hint)", at: site.offset, context)
    }
    if let reason = limitPassed(by: name) { return stop(reason, at: site.offset, context) }
    var inner = Context(source: parsed.source)
    if site.beginsLine { inner.indentation = context.indentation + site.indentation }
    if !blocks.isEmpty || !context.overrides.isEmpty {
      for block in blocks { inner.overrides[block.name] = (block, context.source) }
      // What the outermost template says wins.
      inner.overrides.merge(context.overrides) { _, outer in outer }
    }
    compile(parsed.nodes[beginningLine: site.beginsLine], inner)
  }

  /// Why a partial is not put in: two that include each other double each other's work.
  private func limitPassed(by name: String) -> String? {
    if depth >= Self.deepest { return "partial '\(name)' includes itself without end" }
    return size >= Self.largest
      ? "partial '\(name)' makes the template larger than \(Self.largest) tags and texts" : nil
  }

  private mutating func stop(_ reason: String, at offset: Int, _ context: Context) {
    isStopped = true
    report(reason, at: offset, context)
  }

  private mutating func compileBlock(_ block: TemplateBlock, _ context: Context) {
    var inner = context
    var body = block.body
    if let override = context.overrides[block.name] {
      body = override.block.body
      inner.source = override.source
      inner.overrides[block.name] = nil
    }
    if block.site.beginsLine { inner.indentation += block.site.indentation }
    compile(body[beginningLine: block.site.beginsLine], inner)
  }

  /// The slot and type of a name, from the nearest section outwards; nil after a report.
  private mutating func lookUp(
    _ name: String, at offset: Int, _ context: Context
  ) -> (Template.Slot, TemplateType)? {
    guard let (found, further, type) = find(name) else {
      return reportUnknown(name, at: offset, context)
    }
    var whole = found
    let first = template.further.count
    template.further += further
    whole.further = first..<template.further.count
    return (whole, type)
  }

  /// The field of a name, those of a dotted name behind it, and the type of its value.
  private func find(_ name: String) -> (Template.Slot, further: [Int], TemplateType)? {
    if name == "." {
      return (Template.Slot(up: 0, field: Template.Slot.itself), [], scopes[scopes.count - 1])
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    for (up, scope) in scopes.reversed().enumerated() {
      guard case .record(let record) = scope, let field = record.field(parts[0]) else { continue }
      var (type, further) = (field.type, [Int]())
      for part in parts.dropFirst() {
        guard case .record(let inner) = type, let next = inner.field(part) else { return nil }
        further.append(next.index)
        type = next.type
      }
      return (Template.Slot(up: up, field: field.index), further, type)
    }
    return nil
  }

  private mutating func reportUnknown(
    _ name: String, at offset: Int, _ context: Context
  ) -> (Template.Slot, TemplateType)? {
    guard !isLenient else { return nil }
    var known = Array(wording.keys)
    for case .record(let record) in scopes { known += record.fields.map(\.name) }
    report("no such name '\(name)'\(Suggestion.hint(for: name, among: known))", at: offset, context)
    return nil
  }

  private mutating func report(_ message: String, at offset: Int, _ context: Context) {
    let problem = context.source.problem(at: offset, message)
    if !problems.contains(problem) { problems.append(problem) }
  }
}

extension [TemplateNode] {
  /// The nodes for a site: where it begins a line they begin with a line start, else they do not.
  fileprivate subscript(beginningLine beginsLine: Bool) -> [TemplateNode] {
    guard case .lineStart = first else {
      return beginsLine && !isEmpty ? [.lineStart] + self : self
    }
    return beginsLine ? self : Array(dropFirst())
  }
}
