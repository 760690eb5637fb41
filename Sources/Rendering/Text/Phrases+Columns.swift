/// What the columns of the text mail ask of a wording.
extension Phrases {
  /// Columns that labels at the left of a line may take.
  private static let labelWidth = 16
  /// Columns that the numbers of the totals leave to the names of virtual accounts.
  private static let nameWidth = 24

  /// What does not fit the text mail, by the key of its sentence.
  package var widthProblems: [(key: String, message: String)] {
    labelProblems + totalsProblems
  }

  private var labelProblems: [(key: String, message: String)] {
    let labels: [Phrase] = [
      .`severity.major`, .`severity.minor`, .`mail.days`, .`mail.today`, .`mail.tomorrow`,
    ]
    return labels.compactMap { label in
      guard let text = wording[label.key] else { return nil }
      let width = DisplayWidth.of(text.uppercased())
      guard width > Self.labelWidth else { return nil }
      return (
        label.key,
        "'\(label.key)' takes \(width) columns of the text mail (expected at most "
          + "\(Self.labelWidth))"
      )
    }
  }

  private var totalsProblems: [(key: String, message: String)] {
    let headings = MessageView.totalHeadings.compactMap { wording[$0.key] }
    let width = headings.reduce(0) { $0 + DisplayWidth.of($1) + 2 }
    let room = TextLayout.width - Self.nameWidth
    guard width > room else { return [] }
    return [
      (
        MessageView.totalHeadings[0].key,
        "the headings of the totals take \(width) columns of the text mail (expected at most "
          + "\(room))"
      )
    ]
  }
}
