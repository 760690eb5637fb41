internal import Exports
internal import Licensing
internal import Rendering

/// How each file of a run was understood, for people who check or write a rule of `exports`.
///
///     in/tool/inventory.csv: licenses
///       Item name -> license
///       maintained (ignored)
///       account_domain = acme.example
struct ColumnExplanation {
  let text: String

  /// Explains the files in input order.
  init(_ run: JudgedRun) {
    var lines: [String] = []
    var kinds: [String: String] = [:]
    for file in run.manifestFiles { kinds[file.path] = file.kind?.rawValue }
    for (index, file) in run.files.enumerated() {
      lines.append("\(file.shownPath): \(kinds[file.path] ?? "not read")")
      for line in run.columns[index]?.lines ?? [] { lines.append("  \(Self.shown(line))") }
    }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func shown(_ line: ColumnReading.Line) -> String {
    if let constant = line.constant {
      return "\(line.meaning ?? "") = \(constant.withoutControls)"
    }
    let name = (line.name ?? "").withoutControls
    guard let meaning = line.meaning else { return "\(name.isEmpty ? "''" : name) (ignored)" }
    return "\(name) -> \(meaning)"
  }
}
