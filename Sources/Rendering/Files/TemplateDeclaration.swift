package import Templates

/// A template that the program fills, and the names it may use.
package struct TemplateDeclaration: Sendable {
  /// Without its ending: `daily.html`.
  package let template: String
  /// In the order they are declared.
  package let names: TemplateRecord

  /// All of them: messages, then pages.
  package static var all: [TemplateDeclaration] {
    let messages = ["daily", "notice"].flatMap { name in
      ["\(name).html", "\(name).txt"].map {
        TemplateDeclaration(template: $0, names: MessageNames.record)
      }
    }
    let pages = PageView.Kind.allCases.map { kind in
      TemplateDeclaration(template: "\(kind.rawValue).html", names: kind.names)
    }
    return messages + pages
  }
}
