internal import Licensing
internal import Templates

/// The licenses that end and are renewed already, folded to a line each.
extension MessageView {
  mutating func fillRenewed(_ root: RecordSlot<MessageNames>) {
    guard !digest.renewed.isEmpty else { return }
    let section = values.open(.renewed, of: root, SectionNames<RenewedNames>.self)
    let heading = renewedHeading
    values.set(.heading, of: section, heading)
    values.set(.capitals, of: section, Sentences.inCapitals(heading))
    for line in digest.renewed.prefix(budget.renewed) { append(line, to: section) }
    let hidden = digest.renewed.count - budget.renewed
    guard hidden > 0 else { return }
    fillRemainder(phrases.text(.`mail.more.renewed`, hidden), of: section)
  }

  /// Where nothing else ends, it says so.
  private var renewedHeading: String {
    guard digest.expiring.isEmpty, let window = digest.variant.windows.largest else {
      return phrases.text(.`mail.renewed.heading`)
    }
    return phrases.text(
      .`mail.renewed.all`, ["within": phrases.text(.`subject.days`, window.days)])
  }

  private mutating func append(
    _ line: ExpiringTerm, to section: RecordSlot<SectionNames<RenewedNames>>
  ) {
    let slot = values.append(to: .lines, of: section, RenewedNames.self)
    slots.renewed.append(slot.elementSlot)
    let sentences = sentences
    let license = account.licenses[line.term.license]
    let name = fact(license.name)
    values.set(.license, of: slot, bytes: facts[name])
    if let row = rowLink(to: line.term) { values.set(.rowLink, of: slot, row) }
    let rest = facts.count
    facts += sentences.brackets.open
    _ = fact(account.virtualAccounts[license.virtualAccount])
    facts += sentences.brackets.close
    facts += sentences.separator
    _ = fact { sentences.writeSeats(line.quantity, to: &$0) }
    facts += sentences.separator
    facts += sentences.renewal(line).utf8
    values.set(.text, of: slot, bytes: facts[rest...])
    rows.append(facts[...])
    takeRows(.rows, of: slot)
    facts.removeAll(keepingCapacity: true)
  }
}

extension Sentences {
  /// `renewed until 20 Feb 2029 by Sub200022`.
  func renewal(_ line: ExpiringTerm) -> String {
    guard let renewal = line.renewal else { return "" }
    let name = Self.cut(texts.string(renewal.subscription), to: Self.longestName)
    switch (renewal.until, name.isEmpty) {
    case (let until?, true):
      return phrases.text(.`mail.renewed.until`, ["date": dates.short(until)])
    case (let until?, false):
      return phrases.text(
        .`mail.renewed.untilBy`, ["date": dates.short(until), "subscription": name])
    case (nil, true): return phrases.text(.`mail.renewed.forGood`)
    case (nil, false): return phrases.text(.`mail.renewed.forGoodBy`, ["subscription": name])
    }
  }
}
