internal import FoundationEssentials
internal import Licensing

/// A line of a shard's `problems.jsonl`, read back.
struct ProblemLine: Decodable {
  static let name = "problems.jsonl"

  var path: String
  var line: Int32?
  var column: Int32?
  var severity: String
  var code: String
  var message: String
  var value: String?
  var account: String?

  /// Reads a line.
  static func read(_ line: ArraySlice<UInt8>) throws -> ProblemLine {
    try JSONDecoder().decode(ProblemLine.self, from: Data(line))
  }

  /// The problem again; nil where it names no listed file or no severity.
  func diagnostic(files: [String: Int]) -> Diagnostic? {
    guard let file = files[path], let severity = Diagnostic.Severity(rawValue: severity) else {
      return nil
    }
    let location = SourceLocation(file: Int32(file), line: line ?? 0, column: column ?? 0)
    let loss = Diagnostic.Loss.allCases.first { message.hasSuffix("; \($0.rawValue)") }
    let sentence = loss.map { String(message.dropLast($0.rawValue.count + 2)) } ?? message
    var diagnostic = Diagnostic.note(
      code, DiagnosticText(whole: sentence), value: value, account: account, at: location)
    diagnostic.severity = severity
    diagnostic.loss = loss
    return diagnostic
  }
}
