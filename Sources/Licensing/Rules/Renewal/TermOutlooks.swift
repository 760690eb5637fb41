/// What the ends of an account's terms mean: which are renewed, and which leave seats short.
///
/// Judged once an account, n log n in the terms of a license; alerts, lines and notices ask it.
package struct TermOutlooks: Sendable {
  /// By term; -1 where in use is unknown or the term has no end.
  private var shortfalls: [Int]
  /// By term.
  private var renewals: [Int: Renewal] = [:]

  /// Judges the terms of an account.
  package init(
    of account: SmartAccount, texts: TextTable, on date: CalendarDate, settings: RuleSettings
  ) {
    shortfalls = Array(repeating: -1, count: account.terms.count)
    for license in account.licenses {
      judge(license, in: account, texts: texts, on: date, settings: settings)
    }
  }

  private mutating func judge(
    _ license: License, in account: SmartAccount, texts: TextTable, on date: CalendarDate,
    settings: RuleSettings
  ) {
    let ending = license.terms.filter {
      account.terms[$0].quantity > 0 && account.terms[$0].end.date != nil
    }
    if ending.isEmpty { return }
    let seats = SeatsByDay(account.terms[license.terms], reportDate: date)
    for index in ending {
      guard let inUse = license.inUse, let end = account.terms[index].end.date else { continue }
      // The day after 9999-12-31 cannot be written, but what is in force on it is known.
      let day = max(Int(end.dayNumber) + 1, Int(date.dayNumber))
      shortfalls[index] = max(0, inUse - seats.seats(onDayNumber: day))
    }
    let found = RenewalRule.renewals(
      of: license, in: account, seats: seats, texts: texts, on: date, settings: settings)
    renewals.merge(found) { own, _ in own }
  }

  /// The seats its license is short on the day after a term ends if nothing is renewed; for a term
  /// that has ended, on the report date.
  ///
  /// 0 where other terms cover what is in use; nil where in use is unknown or the term has no end.
  package func shortfall(ofTerm index: Int) -> Int? {
    shortfalls[index] < 0 ? nil : shortfalls[index]
  }

  /// What renews a term; nil where nothing does.
  package func renewal(ofTerm index: Int) -> Renewal? { renewals[index] }

  /// The first day from a day on at which a term with seats ends that nothing renews, of those that
  /// count.
  package func nextEnd(
    in account: SmartAccount, from day: CalendarDate, where counts: (Term) -> Bool = { _ in true }
  ) -> CalendarDate? {
    var first: CalendarDate?
    for (index, term) in account.terms.enumerated() where term.quantity > 0 {
      guard let end = term.end.date, end >= day, first.map({ end < $0 }) ?? true,
        renewals[index] == nil, counts(term)
      else { continue }
      first = end
    }
    return first
  }
}
