/// A line of the list of all licenses: terms alike in license, subscription, SKU, type, start and
/// end are one line, and their seats are summed.
package struct LicenseLine: Sendable {
  /// The first of its terms.
  package let term: Term
  /// The seats of all its terms.
  package private(set) var quantity: Int
  /// From the report date to the end; nil where there is none, or an unknown one.
  package let daysLeft: Int?
  /// How much its end matters; nil beyond the largest offered window, and where it is renewed.
  package let severity: Severity?
  /// What renews it; nil where nothing does, or its end is far off.
  package let renewal: Renewal?

  /// Every line of an account, by virtual account, license, end (unknown and none last), start,
  /// subscription, type and SKU.
  package static func lines(of report: AccountReport, texts: TextTable) -> [LicenseLine] {
    let account = report.account
    var ending: [Identity: ExpiringTerm] = [:]
    for line in report.expiring.joined() {
      let identity = Identity(line.term)
      if ending[identity] == nil { ending[identity] = line }
    }
    var lines: [LicenseLine] = []
    for term in account.terms.sorted(by: { precedes($0, $1, texts) }) {
      let identity = Identity(term)
      if let last = lines.last, Identity(last.term) == identity {
        lines[lines.count - 1].quantity += term.quantity
        continue
      }
      let soon = ending[identity]
      lines.append(
        LicenseLine(
          term: term, quantity: term.quantity,
          daysLeft: term.end.date.map { report.date.days(until: $0) },
          severity: soon?.renewal == nil ? soon?.severity : nil, renewal: soon?.renewal))
    }
    return lines
  }

  /// What makes terms one line.
  private struct Identity: Hashable {
    private let license: Int
    private let end: TermEnd
    private let start: CalendarDate?
    private let subscription: TextID
    private let type: TextID
    private let sku: TextID

    init(_ term: Term) {
      (license, end, start) = (term.license, term.end, term.start)
      (subscription, type, sku) = (term.subscription, term.type, term.sku)
    }
  }

  /// A license's index says its virtual account and its name.
  private static func precedes(_ left: Term, _ right: Term, _ texts: TextTable) -> Bool {
    if left.license != right.license { return left.license < right.license }
    let ends = (rank(left.end), rank(right.end))
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    let starts = (left.start?.dayNumber ?? -1, right.start?.dayNumber ?? -1)
    if starts.0 != starts.1 { return starts.0 < starts.1 }
    for (one, two) in [
      (left.subscription, right.subscription), (left.type, right.type), (left.sku, right.sku),
    ] where one != two {
      return texts.precedes(one, two)
    }
    return left.quantity < right.quantity
  }

  private static func rank(_ end: TermEnd) -> Int {
    switch end {
    case .on(let date): Int(date.dayNumber)
    case .unknown: Int.max - 1
    case .never: Int.max
    }
  }
}
