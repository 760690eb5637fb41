internal import ArgumentParser
internal import Rendering

/// How standard error is written: for people, or for log collectors, one JSON object a line.
enum LogFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json

  /// A line about the run itself, with the fields of `problems.jsonl`.
  func line(severity: String, _ sentence: String) -> [UInt8] {
    guard self == .json else {
      return Array("license-digest: \(severity): \(sentence)\n".utf8)
    }
    var json = JSONText()
    json.object { json in
      json.text("path", nil)
      json.number("line", nil)
      json.number("column", nil)
      json.text("severity", severity)
      json.text("code", "run")
      json.text("message", sentence)
      json.text("value", nil)
      json.text("account", nil)
    }
    json.endLine()
    return json.bytes
  }
}
