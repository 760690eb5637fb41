internal import Licensing

/// A difference of facts for people, in the words of `preferences set --dry-run`.
struct FactsText {
  /// Lines of one list that are shown; JSON has all.
  private static let most = 20

  private var report = TextReport()

  init(_ difference: FactsDifference) {
    for account in difference.accounts {
      report.add(account.domain)
      add("lines", account.lines, Self.shown)
      add("alerts", account.alerts, Self.shown)
      for reader in account.readers { add(reader) }
    }
  }

  var text: String { report.text }

  private mutating func add(_ reader: FactsDifference.Reader) {
    var parts: [String] = []
    if reader.starts { parts.append("is sent") }
    if reader.stops { parts.append("is no longer sent") }
    parts += Self.counts(reader.alerts)
    if reader.subject != nil { parts.append("has another subject") }
    let kind = reader.kind == "daily-summary" ? "daily summary" : "status notice"
    report.wrap("\(reader.recipient): \(kind) \(parts.joined(separator: ", "))", indent: 2)
    if let subject = reader.subject {
      report.add(subject.before, behind: "    - ")
      report.add(subject.after, behind: "    + ")
    }
    addLines(reader.alerts, Self.shown)
  }

  private mutating func add<Fact>(
    _ name: String, _ changes: FactsDifference.Changes<Fact>, _ shown: (Fact) -> String
  ) {
    if changes.isEmpty { return }
    report.add("  \(name): \(Self.counts(changes).joined(separator: ", "))")
    addLines(changes, shown)
  }

  private mutating func addLines<Fact>(
    _ changes: FactsDifference.Changes<Fact>, _ shown: (Fact) -> String
  ) {
    let lines =
      changes.gained.map { ("+", shown($0)) } + changes.lost.map { ("-", shown($0)) }
      + changes.changed.map { ("~", "\(shown($0.after)) (was \(shown($0.before)))") }
    for (mark, line) in lines.prefix(Self.most) { report.add(line, behind: "    \(mark) ") }
    if lines.count > Self.most { report.add("    and \(lines.count - Self.most) more") }
  }

  private static func counts<Fact>(_ changes: FactsDifference.Changes<Fact>) -> [String] {
    func counted(_ verb: String, _ count: Int) -> String? {
      count == 0 ? nil : "\(verb) \(count) \(count == 1 ? "line" : "lines")"
    }
    return [
      counted("gains", changes.gained.count), counted("loses", changes.lost.count),
      counted("changes", changes.changed.count),
    ].compactMap(\.self)
  }

  private static func shown(_ line: PublishedFacts.Line) -> String {
    let seats = "\(line.quantity) \(line.quantity == 1 ? "seat" : "seats")"
    let end = line.key[6].isEmpty ? "no end" : "ends \(line.key[6])"
    return [line.key[1], seats, line.key[0], line.key[4], end].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  private static func shown(_ alert: PublishedFacts.Alert) -> String {
    let facts = [
      alert.severity, alert.virtualAccount ?? "", alert.subscriptionId ?? "",
      alert.endDate.map { "ends \($0)" } ?? "", alert.seatsShort.map { "\($0) short" } ?? "",
    ]
    return "\(alert.type): \(alert.subject), "
      + facts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
