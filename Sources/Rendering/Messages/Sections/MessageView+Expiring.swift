internal import Licensing
internal import Templates

/// The section of terms that expire, band by band.
extension MessageView {
  mutating func fillExpiring(_ root: RecordSlot<MessageNames>) {
    guard !digest.expiring.isEmpty else { return }
    let section = values.open(.expiring, of: root, SectionNames<ExpiringLineNames>.self)
    let heading = expiringHeading
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, Sentences.inCapitals(heading))
    let indent = findLabelIndent()
    var band: Int?
    for line in digest.expiring.prefix(budget.expiring) {
      append(line, to: section, indent, isFirstOfBand: band != line.band)
      band = line.band
    }
    fillRemainder(section)
  }

  private var expiringHeading: String {
    guard let window = digest.variant.windows.largest else {
      return phrases.text(.`mail.crossed`)
    }
    return phrases.text(
      .`mail.expiring`, ["within": phrases.text(.`subject.days`, window.days)])
  }

  /// The columns of the widest label and two blanks: of the first days, which have a word of their
  /// own, and of the most days.
  private mutating func findLabelIndent() -> Int {
    let shown = digest.expiring.prefix(budget.expiring)
    var widest = 0
    var last: Int?
    // They are in the order of their days, so those of one day follow each other.
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
    _ line: ExpiringTerm, to section: RecordSlot<SectionNames<ExpiringLineNames>>, _ indent: Int,
    isFirstOfBand: Bool
  ) {
    let slot = values.append(to: .lines, of: section, ExpiringLineNames.self)
    slots.expiring.append(slot.elementSlot)
    if isFirstOfBand, let days = line.band, digest.variant.windows.days.count > 1 {
      values.set(.band, of: slot, phrases.text(.`subject.days`, days))
    }
    fillDays(line, slot)
    values.set(.isMajor, of: slot, line.severity == .major)
    let sentences = sentences
    let license = account.licenses[line.term.license]
    let name = fact(license.name)
    values.set(.license, of: slot, bytes: facts[name])
    if let mark = appendMark(isNew: line.isNew, isNoLongerDismissed: line.isNoLongerDismissed) {
      values.set(.new, of: slot, bytes: facts[mark])
    }
    let title = name.lowerBound..<facts.count
    let seats = fact { sentences.writeSeats(line.quantity, to: &$0) }
    values.set(.seats, of: slot, bytes: facts[seats])
    let label = fact { sentences.writeDays(line.daysLeft, to: &$0, width: indent - 2) }
    rows.append(
      facts[title], label: facts[label], right: facts[seats], indent: indent)
    fillWhere(line, license, slot, indent)
    fillMeaning(line, slot, indent)
    takeRows(.rows, of: slot)
    facts.removeAll(keepingCapacity: true)
    let link = links.order(
      license: texts.string(license.name), sku: texts.string(line.term.sku),
      subscription: texts.string(line.term.subscription))
    if let link { values.set(.orderLink, of: slot, link) }
    if let row = rowLink(to: line.term) { values.set(.rowLink, of: slot, row) }
  }

  private mutating func fillDays(_ line: ExpiringTerm, _ slot: RecordSlot<ExpiringLineNames>) {
    let sentences = sentences
    if line.daysLeft < 2 {
      let word = fact { sentences.writeWhen(line.daysLeft, to: &$0) }
      return values.set(.word, of: slot, bytes: facts[word])
    }
    let days = fact { sentences.phrases.write(line.daysLeft, to: &$0) }
    values.set(.days, of: slot, bytes: facts[days])
    let unit = fact { sentences.phrases[.`mail.days`].write(to: &$0) }
    values.set(.unit, of: slot, bytes: facts[unit])
  }

  /// The second row: virtual account, subscription, begin and end, those that there are.
  private mutating func fillWhere(
    _ line: ExpiringTerm, _ license: License, _ slot: RecordSlot<ExpiringLineNames>, _ indent: Int
  ) {
    let sentences = sentences
    let virtualAccount = fact(account.virtualAccounts[license.virtualAccount])
    values.set(.virtualAccount, of: slot, bytes: facts[virtualAccount])
    if !line.term.subscription.isEmpty {
      facts += sentences.separator
      let subscription = fact(line.term.subscription)
      values.set(.subscription, of: slot, bytes: facts[subscription])
    }
    if let begin = line.term.start, begin > digest.date {
      facts += sentences.separator
      let begins = fact {
        sentences.write(sentences.phrases[.`mail.begins`], medium: begin, to: &$0)
      }
      values.set(.begins, of: slot, bytes: facts[begins])
    }
    if line.orders > 1 {
      facts += sentences.separator
      let orders = fact { sentences.write(sentences.phrases[.`mail.orders`], line.orders, to: &$0) }
      values.set(.orders, of: slot, bytes: facts[orders])
    }
    facts += sentences.separator
    let ends = fact {
      sentences.write(sentences.phrases[.`mail.ends`], medium: line.endDate, to: &$0)
    }
    values.set(.ends, of: slot, bytes: facts[ends])
    rows.append(facts[virtualAccount.lowerBound...], indent: indent)
  }

  /// The third row: what the end means, and the milestone crossed.
  private mutating func fillMeaning(
    _ line: ExpiringTerm, _ slot: RecordSlot<ExpiringLineNames>, _ indent: Int
  ) {
    let sentences = sentences
    let meaning = fact { sentences.writeMeaning(of: line, to: &$0) }
    values.set(.shortfall, of: slot, bytes: facts[meaning])
    if let days = line.milestone {
      facts += sentences.brackets.open
      // A missed night is caught up days after the milestone.
      let phrase: Phrase = days == line.daysLeft ? .`mail.milestone` : .`mail.lateMilestone`
      let milestone = fact {
        sentences.phrases[phrase].write(to: &$0) { placeholder, bytes in
          guard placeholder == .days else { return false }
          bytes.append(decimal: UInt(days), digits: 1)
          return true
        }
      }
      values.set(.milestone, of: slot, bytes: facts[milestone])
      facts += sentences.brackets.close
    }
    rows.append(facts[meaning.lowerBound...], indent: indent)
  }

  private mutating func fillRemainder(_ section: RecordSlot<SectionNames<ExpiringLineNames>>) {
    let hidden = digest.expiring.dropFirst(budget.expiring)
    guard !hidden.isEmpty else { return }
    let days = digest.variant.windows.days.last ?? digest.expiring.last?.daysLeft ?? 0
    let near = hidden.count { $0.daysLeft <= days }
    let sentence = phrases.text(
      .`mail.more.expiring`, hidden.count,
      [
        "near": near == 0 ? phrases.text(.`mail.more.none`) : phrases.number(near),
        "within": phrases.text(.`subject.days`, days),
      ])
    fillRemainder(sentence, of: section)
  }
}
