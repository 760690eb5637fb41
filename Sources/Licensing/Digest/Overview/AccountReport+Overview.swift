extension AccountReport {
  /// How many lines end within the largest window a user may tick and are not renewed.
  var expiringCount: Int { expiring.joined().count { $0.isToOrder } }

  /// The lines that end within the largest window a user may tick and are not renewed, in their
  /// order.
  package func expiringTerms(texts: TextTable) -> [ExpiringTerm] {
    expiring.joined().filter(\.isToOrder)
      .sorted { ExpiringTerm.precedes($0, $1, texts) }
  }

  /// The seats that will be short within the largest offered window if nothing is renewed.
  ///
  /// Of each license the worst day counts, today included; unknown use counts as none.
  var seatsShort: Int {
    var worst = Array(repeating: 0, count: account.licenses.count)
    for lines in expiring {
      for line in lines where line.isToOrder {
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
    guard let end = nextEnd else { return nil }
    let ending = expiring.joined().filter { $0.endDate == end && $0.isToOrder }
    return AccountOverview.NextExpiry(
      endDate: end, daysLeft: date.days(until: end), severity: ending.map(\.severity).min())
  }

  /// The first end that nothing renews and nobody dismissed.
  private var nextEnd: CalendarDate? {
    let dismissed = Set(
      expiring.joined().filter { $0.renewal == nil && $0.isDismissed }.map(\.term.identity))
    return outlooks.nextEnd(in: account, from: date) {
      dismissed.isEmpty || !dismissed.contains($0.identity)
    }
  }
}

extension ExpiringTerm {
  /// Whether somebody is to order it anew: nothing renews it, and it is not dismissed.
  fileprivate var isToOrder: Bool { renewal == nil && !isDismissed }
}

extension Term {
  /// What is alike in all terms of a line.
  fileprivate var identity: TermIdentity { TermIdentity(self) }
}

/// What makes terms one line.
private struct TermIdentity: Hashable {
  private let license: Int
  private let end: TermEnd
  private let start: CalendarDate?
  private let texts: [TextID]

  init(_ term: Term) {
    (license, end, start) = (term.license, term.end, term.start)
    texts = [term.subscription, term.type, term.sku]
  }
}
