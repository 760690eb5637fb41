/// Something of an account that a reader is to act on.
package struct Alert: Sendable {
  /// What the alert's sentence tells.
  package enum Facts: Sendable {
    case insufficient(inUse: Int, owned: Int)
    /// `isCovered` only where in use is known.
    case expired(quantity: Int, daysAgo: Int, isCovered: Bool)
    case outOfCompliance
    case expiring(quantity: Int, daysLeft: Int, shortfall: Int?)
    /// `since` is nil where the stated status says so and the dates do not.
    case authorization(isGraceOver: Bool, since: CalendarDate?, status: TextID)
    case notRenewed(since: CalendarDate)
    case notConnected(since: CalendarDate)
    /// In the portal's words; the message may be empty.
    case stated(type: TextID, message: TextID)
    /// Known of the previous run; tonight its rows may not have been read.
    case carried
  }

  /// Which of the eight it is.
  package var type: AlertType
  /// By the table, or as the configuration says.
  package var severity: Severity
  /// The day by which somebody should act; alerts are sorted by it, those without one last.
  package var actionDue: CalendarDate?
  /// Index in the account's `virtualAccounts`; nil: of the whole account.
  package var virtualAccount: Int?
  /// The license or the instance; of the portal's own alerts what they are about.
  package var subject: TextID
  /// Empty where the alert is of no single term.
  package var subscription: TextID
  /// 0 where the alert is of no single term.
  package var quantity: Int
  /// Index in the account's `terms`; nil where the alert is of no single term, or another run's.
  package var term: Int?
  /// What its sentence tells.
  package var facts: Facts
  /// Whether the previous run had it not, or as a lesser one; nil without a previous run.
  package var isNew: Bool?
  /// The report date on which it was new; nil where the first run had it already.
  package var firstSeen: CalendarDate?
  /// What rows of dismissals made of it in the previous run, and make of it tonight.
  var dismissing = Dismissing.nothing
  /// Whether the previous run had it dismissed, and tonight it is told.
  package var isNoLongerDismissed = false

  /// An alert of these facts, which are those of its type.
  package init(
    type: AlertType, severity: Severity, actionDue: CalendarDate?, virtualAccount: Int?,
    subject: TextID, subscription: TextID = .empty, quantity: Int = 0, term: Int? = nil,
    facts: Facts
  ) {
    self.type = type
    self.severity = severity
    self.actionDue = actionDue
    self.virtualAccount = virtualAccount
    self.subject = subject
    self.subscription = subscription
    self.quantity = quantity
    self.term = term
    self.facts = facts
  }

  /// The portal's word for it, where it is one of its own.
  package var statedType: TextID? {
    guard case .stated(let type, _) = facts else { return nil }
    return type
  }

  /// Whether all it tells is its subject already, as where the portal names no source.
  package var isItsOwnDetail: Bool {
    guard case .stated(_, let message) = facts else { return false }
    return message == subject
  }

  /// Seats that are short, or will be; nil where that is unknown, or not its subject.
  package var seatsShort: Int? {
    switch facts {
    case .insufficient(let inUse, let owned): inUse - owned
    case .expiring(_, _, let shortfall): shortfall
    default: nil
    }
  }

  /// Whether it could not be compared and is repeated as it was.
  package var isCarried: Bool {
    if case .carried = facts { true } else { false }
  }

  /// The reading order of alerts: severity, action due, virtual account, subject, type, the
  /// portal's word, subscription, quantity.
  ///
  /// Alerts that are alike in all of these keep their order.
  package static func sorted(_ alerts: [Alert], texts: TextTable) -> [Alert] {
    // Indices, since an alert is large to move.
    alerts.indices.sorted { left, right in
      alerts[left].precedes(alerts[right], texts) ?? (left < right)
    }.map { alerts[$0] }
  }

  /// Whether it is read before another; nil where nothing says so.
  private func precedes(_ other: Alert, _ texts: TextTable) -> Bool? {
    if severity != other.severity { return severity < other.severity }
    if actionDue != other.actionDue {
      guard let first = actionDue, let second = other.actionDue else {
        return other.actionDue == nil
      }
      return first < second
    }
    if virtualAccount != other.virtualAccount {
      return virtualAccount ?? -1 < other.virtualAccount ?? -1
    }
    if subject != other.subject { return texts.precedes(subject, other.subject) }
    if type != other.type { return type.rawValue < other.type.rawValue }
    if let words = statedType, let others = other.statedType, words != others {
      return texts.precedes(words, others)
    }
    if subscription != other.subscription {
      return texts.precedes(subscription, other.subscription)
    }
    return quantity == other.quantity ? nil : quantity < other.quantity
  }
}
