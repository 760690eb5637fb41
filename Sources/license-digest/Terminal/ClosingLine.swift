internal import Licensing
internal import Rendering

/// What a run at a terminal says last: what was made, and what to do where nobody is mailed.
enum ClosingLine {
  /// A sentence a line.
  static func text(_ files: RunFiles, output: String) -> String {
    let manifest = files.manifest
    func count(_ name: String) -> Int { manifest.counts.first { $0.name == name }?.count ?? 0 }
    let readers = Set(files.entries.flatMap { $0.manifests.flatMap(\.recipients) }).count
    let problems = count("errors") + count("warnings")
    let made = [
      counted(count("accounts"), "account"), counted(count("licenses"), "license"),
      counted(count("messages"), "message") + " to "
        + (readers == 1 ? "1 person" : "\(grouped(readers)) people"),
    ]
    var lines = [
      made.joined(separator: ", ") + "; "
        + (problems == 0
          ? "no problems" : counted(problems, "problem") + ", see \(output)/problems.jsonl")
    ]
    if !manifest.files.contains(where: { $0.kind == .preferences }) {
      lines.append(
        "Nobody is mailed: the exports hold no preferences. "
          + "Add a CSV with account_domain, email and daily_summary.")
    } else if count("messages") == 0 {
      lines.append(
        "Nobody is mailed: no daily summary is on. "
          + "See 'license-digest explain' and \(output)/coverage.html.")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `1,250,000`, as the program's own language writes it.
  private static func grouped(_ number: Int) -> String {
    number < 1_000
      ? "\(number)" : grouped(number / 1_000) + "," + "\(number % 1_000 + 1_000)".dropFirst()
  }
}
