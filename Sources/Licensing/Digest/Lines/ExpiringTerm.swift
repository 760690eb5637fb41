/// A line of the expiring section: terms that are alike in license, subscription, SKU, type, start
/// and end, with their seats summed.
///
/// Order lines of one purchase are such terms: "60 seats in 60 order lines".
package struct ExpiringTerm: Sendable {
  /// The first of the terms; its own quantity is not that of the line.
  package var term: Term
  /// The seats of all its terms.
  package var quantity: Int
  /// How many terms are in the line.
  package var orders = 1
  /// The last day.
  package var endDate: CalendarDate
  /// From the report date to the end date, in whole days; negative where it has ended.
  package var daysLeft: Int
  /// The smallest ticked window that holds the line.
  package var band: Int?
  /// The milestone crossed since the previous run; nil for a renewed line, which announces nothing.
  package var milestone: Int?
  /// Seats the license will be short of if nothing is renewed; nil: in use is unknown.
  package var shortfall: Int?
  /// What renews it; nil where nothing does.
  package var renewal: Renewal?
  /// As the alert of the term has it.
  package var severity = Severity.minor
  /// Whether the reader would not have had it in the previous run; nil without one.
  package var isNew: Bool?
  /// Whether no message and no count has it, since its alert is dismissed.
  package var isDismissed = false
  /// Whether the previous run had it dismissed, and tonight it is told.
  package var isNoLongerDismissed = false

  /// A line of one term that ends.
  package init(
    term: Term, endDate: CalendarDate, daysLeft: Int, milestone: Int? = nil,
    shortfall: Int? = nil, renewal: Renewal? = nil, severity: Severity = .minor
  ) {
    self.term = term
    quantity = term.quantity
    self.endDate = endDate
    self.daysLeft = daysLeft
    self.milestone = milestone
    self.shortfall = shortfall
    self.renewal = renewal
    self.severity = severity
  }

  /// The order of lines: end date, virtual account, license, subscription, quantity; then what else
  /// may tell two lines apart.
  ///
  /// The index of a license gives its virtual account and its name.
  static func precedes(_ left: ExpiringTerm, _ right: ExpiringTerm, _ texts: TextTable) -> Bool {
    if left.endDate != right.endDate { return left.endDate < right.endDate }
    if left.term.license != right.term.license { return left.term.license < right.term.license }
    if left.term.subscription != right.term.subscription {
      return texts.precedes(left.term.subscription, right.term.subscription)
    }
    if left.quantity != right.quantity { return left.quantity < right.quantity }
    return left.facts(precede: right, texts) ?? false
  }

  /// By what else distinguishes lines of one license, subscription and end; nil where nothing does.
  private func facts(precede other: ExpiringTerm, _ texts: TextTable) -> Bool? {
    if term.sku != other.term.sku { return texts.precedes(term.sku, other.term.sku) }
    if term.type != other.term.type { return texts.precedes(term.type, other.term.type) }
    guard let start = term.start else { return other.term.start == nil ? nil : true }
    guard let later = other.term.start, start != later else {
      return other.term.start == nil ? false : nil
    }
    return start < later
  }
}

extension [ExpiringTerm] {
  /// The lines of one license's terms; renewed terms and others are never in one line.
  var joinedAlike: [ExpiringTerm] {
    if count < 2 { return self }
    var indices: [Key: Int] = [:]
    var lines: [ExpiringTerm] = []
    for line in self {
      let key = Key(line)
      if let index = indices[key] {
        lines[index].quantity += line.quantity
        lines[index].orders += line.orders
        if let other = line.renewal {
          lines[index].renewal = lines[index].renewal?.union(other)
        }
      } else {
        indices[key] = lines.count
        lines.append(line)
      }
    }
    return lines
  }

  /// What terms of one line have alike.
  private struct Key: Hashable {
    let license: Int
    let texts: [TextID]
    let start: CalendarDate?
    let end: CalendarDate
    let isRenewed: Bool

    init(_ line: ExpiringTerm) {
      license = line.term.license
      texts = [line.term.subscription, line.term.sku, line.term.type]
      start = line.term.start
      end = line.endDate
      isRenewed = line.renewal != nil
    }
  }
}
