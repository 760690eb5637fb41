/// What is wrong with the templates: every error, in the order of the files.
package struct TemplateErrors: Error, Sendable {
  /// One position and what is wrong there.
  package struct Problem: Hashable, Sendable {
    /// As the library was given it.
    package var path: String
    /// From 1; the column counts bytes.
    package var line: Int
    /// In bytes, from 1.
    package var column: Int
    /// One sentence without the position.
    package var message: String

    /// `templates/daily.html.mustache:31:9: error: no such name 'endDay'`.
    package var description: String { "\(path):\(line):\(column): error: \(message)" }
  }

  /// Never empty, in the order of the source.
  package var problems: [Problem]

  /// All of these.
  package init(problems: [Problem]) {
    self.problems = problems
  }
}
