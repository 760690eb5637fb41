/// All templates of a folder, parsed once; each is compiled for the record it is filled with.
package struct TemplateLibrary: Sendable {
  private let templates: [String: (source: TemplateSource, nodes: [TemplateNode])]

  /// Parses templates by name; the errors name every template that cannot be parsed.
  package init(_ sources: [String: TemplateSource]) throws(TemplateErrors) {
    var templates: [String: (source: TemplateSource, nodes: [TemplateNode])] = [:]
    var problems: [TemplateErrors.Problem] = []
    for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
      do throws(TemplateErrors) {
        templates[name] = (source, try TemplateParser.parse(source))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw TemplateErrors(problems: problems) }
    self.templates = templates
  }

  /// All names, sorted.
  package var names: [String] { templates.keys.sorted() }

  /// The names that any template asks for, dotted ones as they are written.
  package var askedNames: Set<String> {
    templates.values.reduce(into: []) { names, template in
      for node in template.nodes { node.collectNames(into: &names) }
    }
  }

  /// Compiles a template for a record whose names are all it may use.
  ///
  /// `wording` are texts by dotted name that are the same in every rendering. The errors are all
  /// undeclared names, missing partials and values of the wrong type, each with its position.
  package func template(
    _ name: String, for record: TemplateRecord, wording: [String: String] = [:],
    escaping: Escaping
  ) throws(TemplateErrors) -> Template {
    try compile(name, .record(record), wording, isLenient: false, escaping)
  }

  /// Compiles a template as the Mustache specification has it: what is not there is empty.
  func lenientTemplate(_ name: String, for root: TemplateType) throws(TemplateErrors) -> Template {
    try compile(name, root, [:], isLenient: true, .html)
  }

  func parsed(_ name: String) -> (source: TemplateSource, nodes: [TemplateNode])? {
    templates[name]
  }

  private func compile(
    _ name: String, _ root: TemplateType, _ wording: [String: String], isLenient: Bool,
    _ escaping: Escaping
  ) throws(TemplateErrors) -> Template {
    guard templates[name] != nil else {
      let problem = TemplateErrors.Problem(
        path: name, line: 1, column: 1, message: "there is no such template")
      throw TemplateErrors(problems: [problem])
    }
    var compiler = TemplateCompiler(
      library: self, root: root, wording: wording, isLenient: isLenient, escaping: escaping)
    compiler.compile(name)
    guard compiler.problems.isEmpty else { throw TemplateErrors(problems: compiler.problems) }
    return compiler.template
  }
}
