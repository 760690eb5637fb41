internal import Licensing
internal import Templates

/// Section 5: the totals by virtual account.
extension MessageView {
  mutating func fillTotals(_ root: RecordPlace<MessageNames>) {
    guard !digest.totals.isEmpty else { return }
    let section = values.open(.totals, of: root, TotalsNames.self)
    values.set(.capitals, of: section, phrases.text(.totalsHeading).uppercased())
    let shown = digest.totals.prefix(cut.totals)
    for total in shown {
      let place = values.append(to: .lines, of: section, TotalNames.self)
      places.totals.append(place.elementPlace)
      values.set(.virtualAccount, of: place, name(account.virtualAccounts[total.virtualAccount]))
      values.set(.licenses, of: place, phrases.number(total.licenses))
      values.set(.quantity, of: place, phrases.number(total.quantity))
      values.set(.inUse, of: place, inUse(total))
      values.set(.expiring, of: place, phrases.number(total.expiring))
      values.set(.alerts, of: place, phrases.number(total.alerts))
    }
    for row in table(shown) { values.append(to: .rows, of: section, row) }
    let hidden = digest.totals.count - shown.count
    guard hidden > 0 else { return }
    let rest = remainder(phrases.text(.moreVirtualAccounts, hidden))
    values.set(.remainder, of: section, rest)
    for row in TextLayout.wrap(rest) { values.append(to: .remainderRows, of: section, row) }
    values.set(.pageLink, of: section, pageLink)
  }

  private func inUse(_ total: VirtualAccountTotal) -> String {
    total.inUse.map(phrases.number) ?? phrases.text(.unknownCount)
  }

  /// A table whose numbers stand below the ends of their headings.
  private func table(_ totals: ArraySlice<VirtualAccountTotal>) -> [String] {
    let headings: [Phrase] = [
      .totalLicenses, .totalQuantity, .totalInUse, .totalExpiring, .totalAlerts,
    ]
    let lines = [headings.map { phrases.text($0) }] + totals.map(numbers)
    let widths = headings.indices.map { column in
      lines.reduce(0) { max($0, DisplayWidth.of($1[column])) } + 2
    }
    let room = TextLayout.width - widths.reduce(0, +)
    let names =
      [phrases.text(.totalVirtualAccount)]
      + totals.map { name(account.virtualAccounts[$0.virtualAccount]) }
    return zip(names, lines).flatMap { name, cells -> [String] in
      let numbers = zip(cells, widths).map { TextLayout.rightAligned($0, to: $1) }.joined()
      var rows = TextLayout.wrap(name, width: room)
      rows[rows.count - 1] = TextLayout.padded(rows[rows.count - 1], to: room) + numbers
      return rows
    }
  }

  private func numbers(_ total: VirtualAccountTotal) -> [String] {
    [
      phrases.number(total.licenses), phrases.number(total.quantity), inUse(total),
      phrases.number(total.expiring), phrases.number(total.alerts),
    ]
  }
}
