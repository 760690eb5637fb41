internal import Licensing
internal import Rendering

/// Prints problems to standard error: the first 20 of a file and code, then how many more.
struct DiagnosticPrinter: Sendable {
  static let limit = 20

  let isQuiet: Bool
  var format = LogFormat.text

  /// The lines for problems sorted by place; the paths are those of the listing, as typed.
  func lines(for diagnostics: [Diagnostic], files: [InputFile]) -> [String] {
    var lines: [String] = []
    var counts: [String: Int] = [:]
    var file: Int32?
    var order: [String] = []
    func finish() {
      guard let file else { return }
      for code in order {
        guard let count = counts[code], count > Self.limit else { continue }
        let path = files[Int(file)].shownPath
        let more = count - Self.limit
        lines.append("\(path): \(code): and \(more) more of these, all in problems.jsonl")
      }
    }
    for diagnostic in diagnostics where !isQuiet || diagnostic.severity == .error {
      if diagnostic.location.file != file {
        finish()
        (file, counts, order) = (diagnostic.location.file, [:], [])
      }
      let count = counts[diagnostic.code, default: 0] + 1
      counts[diagnostic.code] = count
      if count == 1 { order.append(diagnostic.code) }
      if count <= Self.limit { lines.append(Self.line(diagnostic, files)) }
    }
    finish()
    return lines
  }

  /// All of them as lines of `problems.jsonl`: what collects logs counts by itself.
  func jsonLines(for diagnostics: [Diagnostic], files: [InputFile]) -> [UInt8] {
    var json = JSONText()
    for diagnostic in diagnostics where !isQuiet || diagnostic.severity == .error {
      json.problem(diagnostic, path: files[Int(diagnostic.location.file)].path)
    }
    return json.bytes
  }

  /// Writes the lines to standard error; a run that cannot tell its problems ends.
  func tell(_ diagnostics: [Diagnostic], files: [InputFile]) throws(RunFailure) {
    do throws(SystemError) {
      try print(diagnostics, files: files)
    } catch {
      throw RunFailure("standard error cannot be written: \(error.text)")
    }
  }

  /// Writes the lines to standard error.
  func print(_ diagnostics: [Diagnostic], files: [InputFile]) throws(SystemError) {
    guard format == .text else {
      return try Publishing.write(jsonLines(for: diagnostics, files: files), to: 2)
    }
    let text = lines(for: diagnostics, files: files).map { $0 + "\n" }.joined()
    try Publishing.write(Array(text.utf8), to: 2)
  }

  private static func line(_ diagnostic: Diagnostic, _ files: [InputFile]) -> String {
    let place = diagnostic.location
    let path = files[Int(place.file)].shownPath
    let position = place.line == 0 ? path : "\(path):\(place.line):\(place.column)"
    return "\(position): \(diagnostic.severity.rawValue): \(diagnostic.message)"
  }
}
