internal import Licensing
internal import Templates

/// Section 5: the totals by virtual account.
extension MessageView {
  mutating func fillTotals(_ root: RecordPlace<MessageNames>) {
    guard !digest.totals.isEmpty else { return }
    let section = values.open(.totals, of: root, TotalsNames.self)
    values.set(.capitals, of: section, sentences.lines.totalsCapitals)
    let shown = digest.totals.prefix(cut.totals)
    let lines = shown.map { fill($0, section) }
    layOut(lines)
    takeRows(.rows, of: section)
    facts.removeAll(keepingCapacity: true)
    let hidden = digest.totals.count - shown.count
    guard hidden > 0 else { return }
    let rest = remainder(phrases.text(.moreVirtualAccounts, hidden))
    values.set(.remainder, of: section, rest)
    rows.append(Array(rest.utf8)[...])
    takeRows(.remainderRows, of: section)
    values.set(.pageLink, of: section, pageLink)
  }

  /// Fills a line; gives where its name and its numbers stand in `facts`.
  private mutating func fill(
    _ total: VirtualAccountTotal, _ section: RecordPlace<TotalsNames>
  ) -> [Range<Int>] {
    let place = values.append(to: .lines, of: section, TotalNames.self)
    places.totals.append(place.elementPlace)
    let name = fact(account.virtualAccounts[total.virtualAccount])
    values.set(.virtualAccount, of: place, bytes: facts[name])
    var cells = [name]
    cells.reserveCapacity(6)
    cells.append(set(.licenses, of: place, total.licenses))
    cells.append(set(.quantity, of: place, total.quantity))
    cells.append(set(.inUse, of: place, total.inUse))
    cells.append(set(.expiring, of: place, total.expiring))
    cells.append(set(.alerts, of: place, total.alerts))
    return cells
  }

  /// Sets a number; gives where it stands in `facts`.
  private mutating func set(
    _ name: TotalNames, of place: RecordPlace<TotalNames>, _ number: Int?
  ) -> Range<Int> {
    let sentences = sentences
    let fact = fact { bytes in
      if let number {
        sentences.phrases.write(number, to: &bytes)
      } else {
        bytes += sentences.lines.unknownCount.utf8
      }
    }
    values.set(name, of: place, bytes: facts[fact])
    return fact
  }

  /// A table whose numbers stand below the ends of their headings.
  private mutating func layOut(_ lines: [[Range<Int>]]) {
    let headings = sentences.lines.totalsHeadings
    let widths = headings.indices.map { column in
      lines.reduce(headings[column].width) { widest, line in
        max(widest, DisplayWidth.of(facts[line[column + 1]]))
      } + 2
    }
    let room = TextLayout.width - widths.reduce(0, +)
    rows.append(sentences.lines.totalsName, width: room)
    rows.appendColumns(headings.map(\.text), widths: widths, after: room)
    for line in lines {
      rows.append(facts[line[0]], width: room)
      rows.appendColumns(line.dropFirst().map { facts[$0] }, widths: widths, after: room)
    }
  }
}
