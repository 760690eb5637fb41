internal import Licensing
internal import Rendering
internal import Templates

/// The names that templates may use, for people: a name a line, what is within it indented.
enum TemplateNamesText {
  /// The names of some templates, or of all; fails where there is no such template.
  static func text(of templates: [String]) throws(RunFailure) -> String {
    let declared = TemplateDeclaration.all
    for template in templates where !declared.contains(where: { $0.template == template }) {
      let hint = Suggestion.hint(for: template, among: declared.map(\.template))
      throw RunFailure("there is no template \(template.quoted)\(hint)", exitCode: 64)
    }
    let chosen = declared.filter { templates.isEmpty || templates.contains($0.template) }
    return chosen.map { declaration in
      "\(declaration.template)\n" + lines(of: declaration.names, indent: 2).joined()
    }.joined(separator: "\n")
  }

  private static func lines(of record: TemplateRecord, indent: Int) -> [String] {
    record.fields.enumerated().flatMap { index, field -> [String] in
      let (name, type) = field
      let blanks = String(repeating: " ", count: indent)
      let own = "\(blanks)\(name) (\(type.summary)): \(record.meanings[index])\n"
      guard let inner = type.names else { return [own] }
      return [own] + lines(of: inner, indent: indent + 2)
    }
  }
}

extension TemplateType {
  /// What a template can do with a value of the type.
  fileprivate var summary: String {
    switch self {
    case .text: "text"
    case .flag: "flag"
    case .list(.text): "list of texts"
    case .list: "list"
    case .record: "record"
    case .nothing: "nothing"
    }
  }

  /// The names within it.
  fileprivate var names: TemplateRecord? {
    switch self {
    case .record(let record), .list(.record(let record)): record
    default: nil
    }
  }
}
