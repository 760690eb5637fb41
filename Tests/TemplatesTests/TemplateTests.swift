import Testing

@testable import Templates

/// What the project's own templates rely on, beside the specification.
struct TemplateTests {
  private enum Page: Int, TemplateNames {
    case title, isOpen, lines, owner
    var meaning: String { "" }
    var type: TemplateType {
      switch self {
      case .title: .text
      case .isOpen: .flag
      case .lines: Line.list
      case .owner: .record(Owner.record)
      }
    }
  }

  private enum Line: Int, TemplateNames {
    case license
    var meaning: String { "" }
    var type: TemplateType { .text }
  }

  private enum Owner: Int, TemplateNames {
    case name
    var meaning: String { "" }
    var type: TemplateType { .text }
  }

  private static func values(title: String = "T") -> TemplateValues {
    var values = TemplateValues()
    let page = values.reserve(Page.allCases.count)
    values.set(page + Page.title.rawValue, title)
    values.set(page + Page.isOpen.rawValue, true)
    for name in ["Apex", "Base"] {
      let line = values.append(to: page + Page.lines.rawValue, fields: Line.allCases.count)
      values.set(line + Line.license.rawValue, name)
    }
    let owner = values.open(page + Page.owner.rawValue, fields: Owner.allCases.count)
    values.set(owner + Owner.name.rawValue, "Ann & Bob")
    return values
  }

  private static func template(
    _ text: String, escaping: Escaping = .html, partials: [String: String] = [:]
  ) throws -> Template {
    var sources = partials.mapValues {
      TemplateSource(path: "part.mustache", bytes: Array($0.utf8))
    }
    sources["page"] = TemplateSource(path: "page.mustache", bytes: Array(text.utf8))
    return try TemplateLibrary(sources).template(
      "page", for: Page.record, wording: ["word.hello": "<hello>"], escaping: escaping)
  }

  private static func problems(
    _ text: String, partials: [String: String] = [:]
  ) -> [String] {
    do {
      _ = try template(text, partials: partials)
      return []
    } catch {
      return (error as? TemplateErrors)?.problems.map(\.description) ?? ["\(error)"]
    }
  }

  private static func nested(_ count: Int) -> String {
    String(repeating: "{{#isOpen}}", count: count) + String(repeating: "{{/isOpen}}", count: count)
  }

  @Test func `sections nest as deep as anyone writes, and no deeper`() {
    #expect(Self.problems(Self.nested(63)) == [])
    let reason = "error: 'isOpen' is nested deeper than 64 tags"
    #expect(Self.problems(Self.nested(64)) == ["page.mustache:1:694: \(reason)"])
    #expect(Self.problems(Self.nested(20_000)) == ["page.mustache:1:694: \(reason)"])
  }

  @Test func `partials that multiply are stopped before they take the night`() {
    var partials = ["p0": "{{title}}"]
    for level in 1...9 {
      partials["p\(level)"] = String(repeating: "{{>p\(level - 1)}}", count: 10)
    }
    #expect(Self.problems("{{>p4}}", partials: partials) == [])
    let found = Self.problems("{{>p9}}", partials: partials)
    #expect(found.count == 1 && found[0].hasSuffix("larger than 1000000 tags and texts"))
  }

  @Test(arguments: [("ab\0c", 3), ("\0", 1), ("é\0", 3)])
  func `NUL is no text`(text: String, column: Int) {
    #expect(
      Self.problems(text) == [
        "page.mustache:1:\(column): error: here the bytes are no text (expected UTF-8 without NUL)"
      ])
  }

  @Test(
    arguments: [
      ([0x61, 0xff], 2), ([0xc3], 1), ([0x61, 0xe2, 0x80], 2), ([0xc0, 0x80], 1),
    ] as [([UInt8], Int)])
  func `bytes that are no UTF-8 are no text`(bytes: [UInt8], column: Int) {
    let failure = #expect(throws: TemplateErrors.self) {
      _ = try TemplateLibrary(["page": TemplateSource(path: "p", bytes: bytes)])
    }
    #expect(failure?.problems.map(\.column) == [column])
  }

  private static func render(_ template: Template, _ values: TemplateValues = values()) -> String {
    var output: [UInt8] = []
    template.render(values, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("{{title}}", "T"),
    ("{{#lines}}{{license}} of {{title}}, {{/lines}}", "Apex of T, Base of T, "),
    ("{{owner.name}}", "Ann &amp; Bob"),
    ("{{{owner.name}}}", "Ann & Bob"),
    ("{{#owner}}{{name}}{{/owner}}", "Ann &amp; Bob"),
    ("{{#isOpen}}open{{/isOpen}}{{^isOpen}}shut{{/isOpen}}", "open"),
    ("{{word.hello}}", "&lt;hello&gt;"),
    ("{{#lines}}\n- {{license}}\n{{/lines}}\n", "- Apex\n- Base\n"),
  ])
  func `a template is filled`(text: String, expected: String) throws {
    #expect(try Self.render(Self.template(text)) == expected)
  }

  @Test func `text templates do not escape`() throws {
    let template = try Self.template("{{owner.name}} {{word.hello}}", escaping: .none)
    #expect(Self.render(template) == "Ann & Bob <hello>")
  }

  @Test func `HTML escapes all that could end a text or an attribute`() throws {
    let values = Self.values(title: "<a href='x' title=\"y\">&</a>")
    #expect(
      Self.render(try Self.template("{{title}}"), values)
        == "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/a&gt;")
  }

  @Test func `a value that holds a tag is not a tag`() throws {
    #expect(
      Self.render(try Self.template("{{title}}"), Self.values(title: "{{lines}}")) == "{{lines}}")
  }

  @Test func `what was not set is empty`() throws {
    var values = TemplateValues()
    _ = values.reserve(Page.allCases.count)
    let template = try Self.template("[{{title}}{{#lines}}x{{/lines}}{{owner.name}}]")
    #expect(Self.render(template, values) == "[]")
  }

  @Test(arguments: [
    ("{{titel}}", "page.mustache:1:1: error: no such name 'titel' (did you mean 'title'?)"),
    (
      "a\n  {{#lines}}{{licence}}{{/lines}}",
      "page.mustache:2:13: error: no such name 'licence' (did you mean 'license'?)"
    ),
    ("{{license}}", "page.mustache:1:1: error: no such name 'license'"),
    ("{{owner.nam}}", "page.mustache:1:1: error: no such name 'owner.nam'"),
    ("{{lines}}", "page.mustache:1:1: error: 'lines' is a list, not a text"),
    ("{{isOpen}}", "page.mustache:1:1: error: 'isOpen' is a flag, not a text"),
    (
      "{{word.helo}}",
      "page.mustache:1:1: error: no such name 'word.helo' (did you mean 'word.hello'?)"
    ),
    ("{{#lines}}", "page.mustache:1:1: error: 'lines' is not closed (expected {{/lines}})"),
    ("{{#lines}}{{/line}}", "page.mustache:1:11: error: expected {{/lines}} before {{/line}}"),
    ("x{{/lines}}", "page.mustache:1:2: error: {{/lines}} closes nothing"),
    ("x {{title", "page.mustache:1:3: error: the tag is not closed (expected }})"),
    ("{{}}", "page.mustache:1:1: error: the tag has no name"),
    ("{{=x=}}", "page.mustache:1:1: error: expected two delimiters, as in {{=<% %>=}}"),
    ("{{>parts}}", "page.mustache:1:1: error: no such partial 'parts' (did you mean 'part'?)"),
    ("{{>part}}", "part.mustache:2:1: error: no such name 'tite' (did you mean 'title'?)"),
    ("{{>loop}}", "part.mustache:1:1: error: partial 'loop' includes itself without end"),
  ])
  func `a template that cannot be right is refused`(text: String, message: String) {
    let errors = #expect(throws: TemplateErrors.self) {
      try Self.template(text, partials: ["part": "\n{{tite}}", "loop": "{{>loop}}{{>loop}}"])
    }
    #expect(errors?.problems.first?.description == message)
  }

  @Test func `every error of a template is told`() {
    let errors = #expect(throws: TemplateErrors.self) { try Self.template("{{a}}{{b}}\n{{c}}") }
    #expect(errors?.problems.map(\.line) == [1, 1, 2])
  }

  @Test func `the size of each element is measured`() throws {
    var values = TemplateValues()
    let page = values.reserve(Page.allCases.count)
    var places: [Int] = []
    for name in ["A", "Long", ""] {
      let line = values.append(to: page + Page.lines.rawValue, fields: Line.allCases.count)
      values.set(line + Line.license.rawValue, name)
      places.append(line - 1)
    }
    var output: [UInt8] = []
    let sizes = try Self.template("{{#lines}}<{{license}}>{{/lines}}")
      .renderMeasuring(values, into: &output)
    #expect(places.map { sizes[$0] } == [3, 6, 2])
  }
}
