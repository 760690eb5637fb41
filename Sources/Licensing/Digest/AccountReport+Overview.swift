extension AccountReport {
  /// How many lines end within the largest window a user may tick and are not renewed.
  var expiringCount: Int { expiring.joined().count { $0.renewal == nil } }

  /// The lines that end within the largest window a user may tick and are not renewed, in their
  /// order.
  package func expiringTerms(texts: TextTable) -> [ExpiringTerm] {
    expiring.joined().filter { $0.renewal == nil }
      .sorted { ExpiringTerm.precedes($0, $1, texts) }
  }

  /// The seats that will be short within the largest offered window if nothing is renewed.
  ///
  /// Of each license the worst day counts, today included; unknown use counts as none.
  var seatsShort: Int {
    var worst = Array(repeating: 0, count: account.licenses.count)
    for lines in expiring {
      for line in lines where line.renewal == nil {
        worst[line.term.license] = max(worst[line.term.license], line.shortfall ?? 0)
      }
    }
    return account.licenses.indices.reduce(0) { sum, index in
      let license = account.licenses[index]
      let owned = account.quantityInForce(of: license, on: date)
      let shortNow = license.inUse.map { max(0, $0 - owned) } ?? 0
      return sum + max(shortNow, worst[index])
    }
  }

  /// The first end date from the report date on of a term that nothing renews.
  var nextExpiry: AccountOverview.NextExpiry? {
    guard let end = outlooks.nextEnd(in: account, from: date) else { return nil }
    let ending = expiring.joined().filter { $0.endDate == end && $0.renewal == nil }
    return AccountOverview.NextExpiry(
      endDate: end, daysLeft: date.days(until: end), severity: ending.map(\.severity).min())
  }
}
