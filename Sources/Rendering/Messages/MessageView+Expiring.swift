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
    let indent = findLabelIndent()
    var band: (place: RecordPlace<BandNames>, days: Int?)?
    for line in digest.expiring.prefix(cut.expiring) {
      if band == nil || band?.days != line.band {
        band = (openBand(line.band, in: section), line.band)
      }
      guard let band else { continue }
      append(line, to: band.place, indent)
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

  /// The columns of the widest label and two blanks: of the first days, which have a word of their
  /// own, and of the most days.
  private mutating func findLabelIndent() -> Int {
    let shown = digest.expiring.prefix(cut.expiring)
    var widest = 0
    var last: Int?
    // They stand in the order of their days, so those of one day follow each other.
    for line in shown {
      guard line.daysLeft < 2 else { break }
      if line.daysLeft != last { widest = max(widest, width(ofLabel: line.daysLeft)) }
      last = line.daysLeft
    }
    if let most = shown.last?.daysLeft { widest = max(widest, width(ofLabel: most)) }
    return max(10, widest + 2)
  }

  private mutating func width(ofLabel days: Int) -> Int {
    let sentences = sentences
    let label = fact { sentences.writeDays(days, to: &$0, width: 0) }
    defer { facts.removeAll(keepingCapacity: true) }
    return DisplayWidth.of(facts[label])
  }

  private mutating func append(
    _ line: ExpiringTerm, to band: RecordPlace<BandNames>, _ indent: Int
  ) {
    let place = values.append(to: .lines, of: band, LineNames.self)
    places.expiring.append(place.elementPlace)
    fillDays(line, place)
    values.set(.isMajor, of: place, line.severity == .major)
    let sentences = sentences
    let license = account.licenses[line.term.license]
    let name = fact(license.name)
    values.set(.license, of: place, bytes: facts[name])
    let seats = fact { sentences.writeSeats(line.term.quantity, to: &$0) }
    values.set(.seats, of: place, bytes: facts[seats])
    let label = fact { sentences.writeDays(line.daysLeft, to: &$0, width: indent - 2) }
    rows.append(label: facts[label], facts[name], right: facts[seats], indent: indent)
    fillWhere(line, license, place, indent)
    fillMeaning(line, place, indent)
    takeRows(.rows, of: place)
    facts.removeAll(keepingCapacity: true)
  }

  private mutating func fillDays(_ line: ExpiringTerm, _ place: RecordPlace<LineNames>) {
    let sentences = sentences
    if line.daysLeft < 2 {
      let word = fact { sentences.writeWhen(line.daysLeft, to: &$0) }
      return values.set(.word, of: place, bytes: facts[word])
    }
    let days = fact { sentences.phrases.write(line.daysLeft, to: &$0) }
    values.set(.days, of: place, bytes: facts[days])
    let unit = fact { sentences.lines.days.write(to: &$0) }
    values.set(.unit, of: place, bytes: facts[unit])
  }

  /// The second row: virtual account, subscription, begin and end, those that there are.
  private mutating func fillWhere(
    _ line: ExpiringTerm, _ license: License, _ place: RecordPlace<LineNames>, _ indent: Int
  ) {
    let sentences = sentences
    let virtualAccount = fact(account.virtualAccounts[license.virtualAccount])
    values.set(.virtualAccount, of: place, bytes: facts[virtualAccount])
    if !line.term.subscription.isEmpty {
      facts += sentences.lines.separator
      let subscription = fact(line.term.subscription)
      values.set(.subscription, of: place, bytes: facts[subscription])
    }
    if let begin = line.term.start, begin > digest.date {
      facts += sentences.lines.separator
      let begins = fact { sentences.write(sentences.lines.begins, medium: begin, to: &$0) }
      values.set(.begins, of: place, bytes: facts[begins])
    }
    facts += sentences.lines.separator
    let ends = fact { sentences.write(sentences.lines.ends, medium: line.endDate, to: &$0) }
    values.set(.ends, of: place, bytes: facts[ends])
    rows.append(label: [], facts[virtualAccount.lowerBound...], indent: indent)
  }

  /// The third row: what the end means, and the milestone crossed.
  private mutating func fillMeaning(
    _ line: ExpiringTerm, _ place: RecordPlace<LineNames>, _ indent: Int
  ) {
    let sentences = sentences
    let meaning = fact { sentences.writeMeaning(of: line, to: &$0) }
    values.set(.shortfall, of: place, bytes: facts[meaning])
    if let days = line.milestone {
      facts += " (".utf8
      let milestone = fact {
        sentences.lines.milestone.write(to: &$0) { place, bytes in
          guard place == .days else { return false }
          bytes.append(decimal: UInt(days), digits: 1)
          return true
        }
      }
      values.set(.milestone, of: place, bytes: facts[milestone])
      facts.append(UInt8(ascii: ")"))
    }
    rows.append(label: [], facts[meaning.lowerBound...], indent: indent)
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
    rows.append(Array(rest.utf8)[...])
    takeRows(.remainderRows, of: section)
    values.set(.pageLink, of: section, pageLink)
  }
}
