/// A line of a message or of `problems.jsonl`, as docs/output.md describes it.
///
/// Only counted here: there may be as many as in the messages of all readers, and nobody reads them.
package struct AnswerLine: Codable, Sendable {}

/// A file of the input.
package struct AnswerFile: Codable, Sendable {
  /// As `run.json` has it, or as people are shown it.
  package let path: String
  /// nil where there is no file yet, or it cannot be written.
  package let sha256: String?
}
