internal import Licensing

/// Prints problems to standard error: the first 20 of a file and code, then how many more.
struct DiagnosticPrinter: Sendable {
  static let limit = 20

  let isQuiet: Bool
  var format = LogFormat.text

  /// The lines for problems sorted by location; the paths are those of the listing, as typed.
  func lines(for diagnostics: DiagnosticLog, files: [InputFile]) -> [String] {
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

  /// Writes the lines to standard error; a run that cannot say what is wrong ends.
  func print(_ diagnostics: DiagnosticLog, files: [InputFile]) throws(RunFailure) {
    do throws(SystemError) {
      switch format {
      case .text:
        let text = lines(for: diagnostics, files: files).map { $0.withoutControls + "\n" }.joined()
        try FileWriting.write(Array(text.utf8), to: 2)
      case .json:
        try writeJSON(diagnostics, files: files) { lines throws(SystemError) in
          try FileWriting.write(lines, to: 2)
        }
      }
    } catch {
      throw RunFailure("standard error cannot be written: \(error.text)")
    }
  }

  /// All of them as lines of `problems.jsonl`: what collects logs counts by itself.
  func writeJSON(
    _ diagnostics: DiagnosticLog, files: [InputFile],
    to write: ([UInt8]) throws(SystemError) -> Void
  ) throws(SystemError) {
    let shown = diagnostics.lazy.filter { !isQuiet || $0.severity == .error }
    try ProblemLines.write(shown, paths: files.map(\.path), to: write)
  }

  private static func line(_ diagnostic: Diagnostic, _ files: [InputFile]) -> String {
    let location = diagnostic.location
    let path = files[Int(location.file)].shownPath
    let position = location.line == 0 ? path : "\(path):\(location.line):\(location.column)"
    return "\(position): \(diagnostic.severity.rawValue): \(diagnostic.message)"
  }
}

extension DiagnosticLog {
  /// Details of why a run ends: errors and problems of whole files, the first of a file and code.
  func failures(in files: [InputFile]) -> [RunFailure.Problem] {
    var counts: [String: Int] = [:]
    return filter { $0.severity == .error || $0.location.line == 0 }.compactMap { diagnostic in
      let location = diagnostic.location
      let count = counts["\(location.file) \(diagnostic.code)", default: 0] + 1
      counts["\(location.file) \(diagnostic.code)"] = count
      guard count <= DiagnosticPrinter.limit else { return nil }
      return RunFailure.Problem(
        path: files[Int(location.file)].shownPath, line: Int(location.line),
        column: Int(location.column),
        code: diagnostic.code, severity: diagnostic.severity, message: diagnostic.message)
    }
  }
}
