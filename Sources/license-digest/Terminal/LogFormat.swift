internal import ArgumentParser
internal import Licensing
internal import Rendering

/// How standard error is written: for people, or for log collectors, one JSON object a line.
enum LogFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json

  /// Writes what went wrong after the result was published.
  func warn(_ sentence: String) {
    write([RunFailure.Problem(severity: .warning, message: sentence)])
  }

  /// Writes why a run ends.
  func tell(_ failure: RunFailure) { write(failure.problems) }

  /// Writes problems of the run itself to standard error.
  func write(_ problems: [RunFailure.Problem]) { say(bytes(of: problems)) }

  /// Writes what a person at a terminal wants to know.
  func say(_ text: String) { say(Array(text.utf8)) }

  private func say(_ bytes: [UInt8]) {
    do throws(SystemError) {
      try FileWriting.write(bytes, to: 2)
    } catch {
      // There is no other place for it; the exit code says the rest.
      return
    }
  }

  /// The lines of problems of the run itself; in JSON with the fields of `problems.jsonl`.
  func bytes(of problems: [RunFailure.Problem]) -> [UInt8] {
    switch self {
    case .text: Array(Self.text(problems).utf8)
    case .json: Self.json(problems)
    }
  }

  /// What belongs to the first reason and lies in no file is indented below it.
  private static func text(_ problems: [RunFailure.Problem]) -> String {
    problems.enumerated().map { index, problem in
      let line = problem.description.withoutControls
      if problem.path != nil { return line + "\n" }
      return index == 0 ? "license-digest: \(problem.severity.rawValue): \(line)\n" : "  \(line)\n"
    }.joined()
  }

  private static func json(_ problems: [RunFailure.Problem]) -> [UInt8] {
    var json = JSONText()
    for problem in problems {
      json.object { json in
        json.text("path", problem.path)
        json.number("line", problem.line == 0 ? nil : problem.line)
        json.number("column", problem.line == 0 ? nil : problem.column)
        json.text("severity", problem.severity.rawValue)
        json.text("code", problem.code)
        json.text("message", problem.message)
        json.text("value", nil)
        json.text("account", nil)
      }
      json.endLine()
    }
    return json.bytes
  }
}
