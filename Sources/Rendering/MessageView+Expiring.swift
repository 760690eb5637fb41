internal import Licensing
internal import Templates

/// Section 2: the terms that expire, band by band.
extension MessageView {
  mutating func fillExpiring(_ root: RecordPlace<MessageNames>) {
    guard !digest.expiring.isEmpty else { return }
    let section = values.open(.expiring, of: root, ExpiringNames.self)
    let heading = expiringHeading
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, heading.uppercased())
    let labels = digest.expiring.prefix(cut.expiring).map { dayCell($0.daysLeft) }
    let indent = max(10, (labels.map(DisplayWidth.of).max() ?? 0) + 2)
    var band: (place: RecordPlace<BandNames>, days: Int?)?
    for (line, label) in zip(digest.expiring, labels) {
      if band == nil || band?.days != line.band {
        band = (openBand(line.band, in: section), line.band)
      }
      guard let band else { continue }
      append(line, to: band.place, label: TextLayout.rightAligned(label, to: indent - 2), indent)
    }
    fillRemainder(section)
  }

  private var expiringHeading: String {
    guard let window = digest.variant.windows.largest else {
      return phrases.text(.crossedHeading)
    }
    return phrases.text(
      .expiringHeading, ["within": phrases.text(.withinDays, window.days)])
  }

  /// A band has a heading only where there are several windows.
  private mutating func openBand(
    _ days: Int?, in section: RecordPlace<ExpiringNames>
  ) -> RecordPlace<BandNames> {
    let band = values.append(to: .bands, of: section, BandNames.self)
    if let days, digest.variant.windows.days.count > 1 {
      values.set(.heading, of: band, phrases.text(.withinDays, days))
    }
    return band
  }

  private func dayCell(_ daysLeft: Int) -> String {
    daysLeft < 2 ? sentences.when(daysLeft) : "\(daysLeft) \(phrases.text(.days))"
  }

  private mutating func append(
    _ line: ExpiringTerm, to band: RecordPlace<BandNames>, label: String, _ indent: Int
  ) {
    let place = values.append(to: .lines, of: band, LineNames.self)
    places.expiring.append(place.elementPlace)
    let license = account.licenses[line.term.license]
    let facts = LineFacts(
      license: name(license.name), seats: sentences.seats(line.term.quantity),
      virtualAccount: name(account.virtualAccounts[license.virtualAccount]),
      subscription: name(line.term.subscription),
      ends: phrases.text(.ends, ["date": sentences.dates.medium(line.endDate)]),
      begins: begins(line), shortfall: meaning(line),
      milestone: line.milestone.map { phrases.text(.milestone, ["days": String($0)]) } ?? "")
    if line.daysLeft < 2 {
      values.set(.word, of: place, sentences.when(line.daysLeft))
    } else {
      values.set(.days, of: place, phrases.number(line.daysLeft))
      values.set(.unit, of: place, phrases.text(.days))
    }
    values.set(.isMajor, of: place, line.severity == .major)
    values.set(.license, of: place, facts.license)
    values.set(.seats, of: place, facts.seats)
    values.set(.virtualAccount, of: place, facts.virtualAccount)
    values.set(.subscription, of: place, facts.subscription)
    values.set(.ends, of: place, facts.ends)
    values.set(.begins, of: place, facts.begins)
    values.set(.shortfall, of: place, facts.shortfall)
    values.set(.milestone, of: place, facts.milestone)
    for row in facts.rows(label: label, indent: indent) {
      values.append(to: .rows, of: place, row)
    }
  }

  /// What the end means; with the severity before it where that is major.
  private func meaning(_ line: ExpiringTerm) -> String {
    let sentence = sentences.meaning(ofShortfall: line.shortfall, after: line.endDate)
    guard line.severity == .major else { return sentence }
    return phrases.text(.labelled, ["label": sentences.name(of: .major), "text": sentence])
  }

  private func begins(_ line: ExpiringTerm) -> String {
    guard let start = line.term.start, start > digest.date else { return "" }
    return phrases.text(.begins, ["date": sentences.dates.medium(start)])
  }

  private mutating func fillRemainder(_ section: RecordPlace<ExpiringNames>) {
    let hidden = digest.expiring.dropFirst(cut.expiring)
    guard !hidden.isEmpty else { return }
    let days = digest.variant.windows.days.last ?? digest.expiring.last?.daysLeft ?? 0
    let near = hidden.count { $0.daysLeft <= days }
    let sentence = phrases.text(
      .moreExpiring, hidden.count,
      [
        "near": near == 0 ? phrases.text(.moreNone) : phrases.number(near),
        "within": phrases.text(.withinDays, days),
      ])
    let rest = remainder(sentence)
    values.set(.remainder, of: section, rest)
    for row in TextLayout.wrap(rest) { values.append(to: .remainderRows, of: section, row) }
    values.set(.pageLink, of: section, pageLink)
  }
}

/// The texts of one term, each made once for HTML and text.
private struct LineFacts {
  var license: String
  var seats: String
  var virtualAccount: String
  var subscription: String
  var ends: String
  var begins: String
  var shortfall: String
  var milestone: String

  /// The days, the license and its seats; below them where and when; below them what it means.
  func rows(label: String, indent: Int) -> [String] {
    var rows = TextLayout.spread(license, seats, indent: indent, label: label)
    let place = [virtualAccount, subscription, begins, ends].filter { !$0.isEmpty }
    rows += TextLayout.labelled("", place.joined(separator: ", "), indent: indent)
    let meaning = milestone.isEmpty ? shortfall : "\(shortfall) (\(milestone))"
    return rows + TextLayout.labelled("", meaning, indent: indent)
  }
}
