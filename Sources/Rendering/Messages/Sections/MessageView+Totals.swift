internal import Licensing
internal import Templates

/// The section of totals, by virtual account.
extension MessageView {
  mutating func fillTotals(_ root: RecordSlot<MessageNames>) {
    guard !digest.totals.isEmpty else { return }
    let section = values.open(.totals, of: root, SectionNames<TotalNames>.self)
    values.set(.capitals, of: section, Sentences.inCapitals(phrases.text(.`mail.totals.heading`)))
    let shown = digest.totals.prefix(budget.totals)
    let lines = shown.map { fill($0, section) }
    layOut(lines, in: section)
    facts.removeAll(keepingCapacity: true)
    let hidden = digest.totals.count - shown.count
    guard hidden > 0 else { return }
    fillRemainder(phrases.text(.`mail.more.virtualAccounts`, hidden), of: section)
  }

  /// Fills a line; gives where its name and its numbers are in `facts`.
  private mutating func fill(
    _ total: VirtualAccountTotal, _ section: RecordSlot<SectionNames<TotalNames>>
  ) -> TotalLine {
    let slot = values.append(to: .lines, of: section, TotalNames.self)
    slots.totals.append(slot.elementSlot)
    let name = fact(account.virtualAccounts[total.virtualAccount])
    values.set(.virtualAccount, of: slot, bytes: facts[name])
    var cells = [name]
    cells.reserveCapacity(6)
    cells.append(set(.licenses, of: slot, total.licenses))
    cells.append(set(.quantity, of: slot, total.quantity))
    cells.append(set(.inUse, of: slot, total.inUse))
    cells.append(set(.expiring, of: slot, total.expiring))
    cells.append(set(.alerts, of: slot, total.alerts))
    return TotalLine(slot: slot, cells: cells)
  }

  /// Sets a number; gives where it is in `facts`.
  private mutating func set(
    _ name: TotalNames, of slot: RecordSlot<TotalNames>, _ number: Int?
  ) -> Range<Int> {
    let sentences = sentences
    let fact = fact { bytes in
      if let number {
        sentences.phrases.write(number, to: &bytes)
      } else {
        bytes += sentences.unknownCount.utf8
      }
    }
    values.set(name, of: slot, bytes: facts[fact])
    return fact
  }

  /// A table whose numbers end below the ends of their headings.
  private mutating func layOut(
    _ lines: [TotalLine], in section: RecordSlot<SectionNames<TotalNames>>
  ) {
    let headings = Self.totalHeadings.map { Array(phrases.text($0).utf8)[...] }
    let widths = headings.indices.map { column in
      lines.reduce(DisplayWidth.of(headings[column])) { widest, line in
        max(widest, DisplayWidth.of(facts[line.cells[column + 1]]))
      } + 2
    }
    let room = TextLayout.width - widths.reduce(0, +)
    rows.append(Array(phrases.text(.`mail.totals.virtualAccount`).utf8)[...], width: room)
    rows.appendColumns(headings, widths: widths, after: room)
    takeRows(.tableRows, of: section)
    for line in lines {
      rows.append(facts[line.cells[0]], width: room)
      rows.appendColumns(line.cells.dropFirst().map { facts[$0] }, widths: widths, after: room)
      takeRows(.rows, of: line.slot)
    }
  }

  /// The headings of the numbers.
  static let totalHeadings: [Phrase] = [
    .`mail.totals.licenses`, .`mail.totals.quantity`, .`mail.totals.inUse`,
    .`mail.totals.expiring`, .`mail.totals.alerts`,
  ]
}

/// A line of the totals: where its name and its numbers are in `facts`.
private struct TotalLine {
  let slot: RecordSlot<TotalNames>
  let cells: [Range<Int>]
}
