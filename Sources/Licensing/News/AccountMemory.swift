/// What a run remembers of one account from the run it compares with.
///
/// Of the lines it holds only what differs from tonight's: whoever reads a memory has compared the
/// rest, byte for byte.
package struct AccountMemory: Sendable {
  /// The report date of the run that is compared with.
  package var date: CalendarDate
  /// The first report date on which the account's lines were these.
  package var unchangedSince: CalendarDate
  /// The licenses the account had.
  package var licenses: Int
  /// What it has lost, and when.
  package var loss: LossMemory
  /// Lines that are not among tonight's.
  package var gone: [AccountLine]
  /// Tonight's lines that it has not, by their indices.
  package var added: [Int]
  /// Each key once.
  package var alerts: [RememberedAlert]
  /// The kinds of exports whose alerts the run itself had from an earlier one.
  package var waiting: Set<ExportKind> = []

  /// Where tonight's exports name no license of the account: whether that is still told as a loss.
  package var isLost: Bool {
    LossMemory.State.next(after: loss.account, base: licenses, now: 0) != nil
  }

  /// A memory of these facts.
  package init(
    date: CalendarDate, unchangedSince: CalendarDate, licenses: Int,
    loss: LossMemory = LossMemory(),
    gone: [AccountLine] = [], added: [Int] = [], alerts: [RememberedAlert] = []
  ) {
    self.date = date
    self.unchangedSince = unchangedSince
    self.licenses = licenses
    self.loss = loss
    self.gone = gone
    self.added = added
    self.alerts = alerts
  }
}

/// An alert of the run that is compared with.
package struct RememberedAlert: Hashable, Sendable {
  /// What makes it the same alert tonight.
  package var key: AlertKey
  /// As it was.
  package var severity: Severity
  /// nil where nothing was due.
  package var actionDue: CalendarDate?
  /// Seats that were short or would be; nil where that was unknown, or is not its subject.
  package var seatsShort: Int?
  /// The report date on which it was new; nil where the first run had it already.
  package var firstSeen: CalendarDate?
  /// How it was when it was dismissed; nil where it is not.
  package var dismissed: DismissalMemory?

  /// Whether no message of its run told it, since it was dismissed.
  package var isDismissed: Bool { dismissed.map { !$0.isWorse } ?? false }

  /// Whether tonight's alert of the same key says of the run before all that this one does.
  ///
  /// The day by which to act tells a device's last contact, and of licenses nothing.
  func isSame(as alert: Licensing.Alert) -> Bool {
    severity == alert.severity && firstSeen == alert.firstSeen
      && dismissed == alert.dismissal?.memory
      && (alert.type.kind == .licenses || actionDue == alert.actionDue)
  }

  /// An alert of these facts.
  package init(
    key: AlertKey, severity: Severity, actionDue: CalendarDate?, seatsShort: Int?,
    firstSeen: CalendarDate?, dismissed: DismissalMemory? = nil
  ) {
    self.key = key
    self.severity = severity
    self.actionDue = actionDue
    self.seatsShort = seatsShort
    self.firstSeen = firstSeen
    self.dismissed = dismissed
  }
}
