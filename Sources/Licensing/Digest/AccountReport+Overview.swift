extension AccountReport {
  /// How many terms are within the largest offered window.
  var expiringCount: Int { expiring.reduce(0) { $0 + $1.count } }

  /// The terms within the largest offered window, in the order of expiring lines.
  package func expiringTerms(texts: TextTable) -> [ExpiringTerm] {
    expiring.flatMap(\.self).sorted { Self.precedes($0, $1, texts) }
  }

  /// The seats that will be short within the largest offered window if nothing is renewed.
  ///
  /// Of each license the worst day counts, today included; unknown use counts as none.
  var seatsShort: Int {
    var worst = Array(repeating: 0, count: account.licenses.count)
    for lines in expiring {
      for line in lines {
        worst[line.term.license] = max(worst[line.term.license], line.shortfall ?? 0)
      }
    }
    return account.licenses.indices.reduce(0) { sum, index in
      let license = account.licenses[index]
      let owned = account.quantityInForce(of: license, onDayNumber: Int(date.dayNumber))
      let shortNow = license.inUse.map { max(0, $0 - owned) } ?? 0
      return sum + max(shortNow, worst[index])
    }
  }

  /// The first end date from the report date on.
  var nextExpiry: AccountOverview.NextExpiry? {
    var first: CalendarDate?
    for term in account.terms where term.quantity > 0 {
      guard let end = term.end.date, end >= date, first.map({ end < $0 }) ?? true else { continue }
      first = end
    }
    guard let end = first else { return nil }
    let severity = expiring.joined().filter { $0.endDate == end }.map(\.severity).min()
    return AccountOverview.NextExpiry(
      endDate: end, daysLeft: date.days(until: end), severity: severity)
  }
}
