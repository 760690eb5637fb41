internal import Licensing
internal import Rendering

/// Who gains and loses what tonight, for people.
extension TextReport {
  /// Lines of one reader that are listed; the JSON answer has all.
  private static let most = 20

  /// Adds what a change means for tonight's messages.
  mutating func add(
    _ effect: PreferenceEffect, of account: SmartAccount, texts: TextTable, sentences: Sentences,
    on date: CalendarDate
  ) {
    add("")
    if effect.changes.isEmpty { add("Nobody gains or loses a line on \(date.iso) by it.") }
    for change in effect.changes {
      let kind = change.kind == .dailySummary ? "daily summary" : "status notice"
      var parts: [String] = []
      if change.starts { parts.append("is sent") }
      if change.stops { parts.append("is no longer sent") }
      if !change.gained.isEmpty { parts.append("gains \(Self.counted(change.gained))") }
      if !change.lost.isEmpty { parts.append("loses \(Self.counted(change.lost))") }
      wrap("\(change.reader): \(kind) \(parts.joined(separator: ", "))", indent: 0)
      add(change.gained, "+", account, texts, sentences)
      add(change.lost, "-", account, texts, sentences)
    }
  }

  private mutating func add(
    _ lines: PreferenceEffect.Lines, _ mark: String, _ account: SmartAccount, _ texts: TextTable,
    _ sentences: Sentences
  ) {
    for line in lines.expiring.prefix(Self.most) {
      ExpiringLine(line, in: account, texts: texts).add(to: &self, behind: "  \(mark) ")
    }
    let room = max(0, Self.most - lines.expiring.count)
    for alert in lines.alerts.prefix(room) {
      add(
        "\(sentences.name(of: alert)): \(texts.string(alert.subject))", behind: "  \(mark) ")
    }
    if lines.count > Self.most { add("  \(mark) and \(lines.count - Self.most) more") }
  }

  private static func counted(_ lines: PreferenceEffect.Lines) -> String {
    lines.count == 1 ? "1 line" : "\(lines.count) lines"
  }
}
