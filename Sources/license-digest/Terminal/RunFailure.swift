internal import Licensing
internal import Templates

/// Why a run ends without publishing: every reason, and the exit code.
struct RunFailure: Error, Hashable, Sendable {
  /// One reason, and where it lies if it lies in a file.
  struct Problem: Hashable, Sendable {
    var path: String?
    /// From 1; 0 where the whole file is meant.
    var line = 0
    /// In bytes, from 1; 0 where the whole file is meant.
    var column = 0
    /// A stable word other programs may match.
    var code = "run"
    var severity = Diagnostic.Severity.error
    var message: String

    /// `license-digest.yml:3:1: error: unknown key 'form'`; a reason that lies in no file is its
    /// sentence.
    var description: String {
      guard let path else { return message }
      let position = line == 0 ? path : "\(path):\(line):\(column)"
      return "\(position): \(severity.rawValue): \(message)"
    }
  }

  /// Never empty; what lies in files is in the order of the files.
  let problems: [Problem]
  /// 2: nothing published; 64: wrong usage; 130 and 143: interrupted.
  let exitCode: Int32

  /// One reason in a sentence, and what else is to be known of it.
  init(_ message: String, exitCode: Int32 = 2, details: [Problem] = []) {
    self.init([Problem(message: message)] + details, exitCode: exitCode)
  }

  /// All that is wrong with files.
  init(_ problems: [Problem], exitCode: Int32 = 2) {
    (self.problems, self.exitCode) = (problems, exitCode)
  }

  /// A file that cannot be read.
  init(unreadable path: String, _ error: SystemError) {
    self.init([Problem(path: path, message: "cannot be read: \(error.text)")])
  }

  /// All that is wrong with templates.
  init(_ errors: TemplateErrors) {
    self.init(errors.problems.map(Problem.init))
  }

  /// The reasons, a line each.
  var message: String { problems.map(\.description).joined(separator: "\n") }

  /// The same failure, after which something else went wrong too.
  func adding(_ message: String) -> RunFailure {
    RunFailure(problems + [Problem(message: message)], exitCode: exitCode)
  }
}

extension RunFailure.Problem {
  /// What is wrong at one position of a template.
  init(_ problem: TemplateErrors.Problem) {
    self.init(
      path: problem.path, line: problem.line, column: problem.column, message: problem.message)
  }
}
