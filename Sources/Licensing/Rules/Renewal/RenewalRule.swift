/// Which terms of a license are renewed.
///
/// A term that ends on day E is renewed when other terms of its license
///
/// - begin from N days before E (N: the largest window a user may tick) to the day after it, or for
///   a term that has ended to the report date,
/// - end after E and after the report date,
/// - hold its whole quantity in seats that renew no term that ends earlier,
///
/// and when the license, on the first day after E on which they are all in force, lacks no more
/// seats than on E. Terms without a start, of unknown end, or out of force by their own status
/// renew nothing.
///
///     E:                        10 March
///     the next term begins       1 February: early    11 March: on time    12 March: a gap, none
///     its seats, of 50           50 or more: renewed     49: not renewed
///
/// Terms are served in the order of end, start, subscription, and seats given in the order of start
/// and subscription. All days of the sweep only grow, so each term comes and goes once.
struct RenewalRule {
  private let texts: TextTable
  private let terms: [Term]
  private let seats: SeatsByDay
  private let inUse: Int?
  private let date: CalendarDate
  /// N, in days.
  private let reach: Int
  /// Indices of the terms that can renew others, in the order in which they give seats.
  private let givers: [Int]
  private var ledger: SeatLedger

  /// By the indices of its terms, what renews those of a license.
  static func renewals(
    of license: License, in account: SmartAccount, seats: SeatsByDay, texts: TextTable,
    on date: CalendarDate, settings: RuleSettings
  ) -> [Int: Renewal] {
    let givers = license.terms.filter { account.terms[$0].canRenew(on: date) }
    guard license.terms.count > 1, !givers.isEmpty else { return [:] }
    var rule = RenewalRule(
      givers: givers, of: license, in: account, seats: seats, texts: texts, on: date,
      reach: settings.largestWindow)
    let served = license.terms.filter {
      account.terms[$0].quantity > 0 && account.terms[$0].end.date != nil
    }
    return rule.serve(served.sorted { rule.isServed($0, before: $1) })
  }

  private init(
    givers: [Int], of license: License, in account: SmartAccount, seats: SeatsByDay,
    texts: TextTable, on date: CalendarDate, reach: Int
  ) {
    let terms = account.terms
    self.texts = texts
    self.terms = terms
    self.seats = seats
    self.date = date
    self.reach = reach
    inUse = license.inUse
    self.givers = givers.sorted { left, right in
      let (one, two) = (terms[left], terms[right])
      if one.start != two.start { return one.startNumber < two.startNumber }
      if one.subscription != two.subscription {
        return texts.precedes(one.subscription, two.subscription)
      }
      return left < right
    }
    ledger = SeatLedger(count: givers.count)
  }

  private func isServed(_ left: Int, before right: Int) -> Bool {
    let (one, two) = (terms[left], terms[right])
    if one.end != two.end { return one.endNumber < two.endNumber }
    if one.start != two.start { return one.startNumber < two.startNumber }
    if one.subscription != two.subscription {
      return texts.precedes(one.subscription, two.subscription)
    }
    return left < right
  }

  private mutating func serve(_ served: [Int]) -> [Int: Renewal] {
    let byEnd = givers.indices.sorted { terms[givers[$0]].endNumber < terms[givers[$1]].endNumber }
    var (opened, tooEarly, ended) = (0, 0, 0)
    var renewals: [Int: Renewal] = [:]
    for index in served {
      let end = terms[index].endNumber
      let latestStart = max(end + 1, Int(date.dayNumber))
      while opened < givers.count, terms[givers[opened]].startNumber <= latestStart {
        ledger.set(opened, to: terms[givers[opened]].quantity)
        opened += 1
      }
      while tooEarly < opened, terms[givers[tooEarly]].startNumber < end - reach {
        ledger.set(tooEarly, to: 0)
        tooEarly += 1
      }
      while ended < byEnd.count, terms[givers[byEnd[ended]]].endNumber <= end {
        ledger.set(byEnd[ended], to: 0)
        ended += 1
      }
      if let renewal = renewal(of: terms[index], endingOn: end) { renewals[index] = renewal }
    }
    return renewals
  }

  private mutating func renewal(of term: Term, endingOn end: Int) -> Renewal? {
    guard ledger.total >= term.quantity else { return nil }
    let last = terms[givers[ledger.term(reaching: term.quantity)]]
    let firstDay = max(end + 1, last.startNumber)
    if let inUse,
      max(0, inUse - seats.seats(onDayNumber: firstDay))
        > max(0, inUse - seats.seats(onDayNumber: end))
    {
      return nil
    }
    let used = ledger.take(term.quantity).map { terms[givers[$0]] }
    return used.first.map { first in
      Renewal(subscription: first.subscription, until: used.compactMap(\.end.date).min())
    }
  }
}

extension Term {
  /// Terms without a start, of unknown end, or not in force by their own status renew nothing.
  fileprivate func canRenew(on date: CalendarDate) -> Bool {
    guard quantity > 0, !isInactive, start != nil else { return false }
    switch end {
    case .never: return true
    case .unknown: return false
    case .on(let end): return end > date
    }
  }

  /// No start comes before all.
  fileprivate var startNumber: Int { start.map { Int($0.dayNumber) } ?? .min }

  /// No end comes after all.
  fileprivate var endNumber: Int { end.date.map { Int($0.dayNumber) } ?? .max }
}
