internal import Answers
internal import Rendering

extension SavingAnswer {
  /// Who gains or loses what tonight, in a sentence for each; no more than six.
  func effects(_ phrases: Phrases) -> [String] {
    let all =
      gains.map { Self.sentence($0, whole: .gainsWhole, lines: .gainsLines, phrases) }
      + losses.map { Self.sentence($0, whole: .losesWhole, lines: .losesLines, phrases) }
    return all.count > 6
      ? all.prefix(5) + [phrases.text(.moreEffects, all.count - 5)] : all
  }

  private static func sentence(
    _ effect: Effect, whole: PreviewPhrase, lines: PreviewPluralPhrase, _ phrases: Phrases
  ) -> String {
    let name = phrases.text(effect.kind == "daily-summary" ? .summaryName : .noticeName)
    return effect.wholeMessage
      ? phrases.text(whole, ["recipient": effect.recipient, "message": name])
      : phrases.text(lines, effect.lines, ["recipient": effect.recipient, "message": name])
  }
}
