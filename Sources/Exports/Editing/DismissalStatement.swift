package import Licensing

/// What a row of dismissals says, free of locations and tables, as a file writes it.
package struct DismissalStatement: Hashable, Sendable {
  /// The account domain, in small letters.
  package var account: String
  /// Empty: wherever in the account the subject is.
  package var virtualAccount: String
  /// The name of an event, or the portal's word for one of its own alerts.
  package var event: String
  /// The license, the product instance or the source.
  package var subject: String
  /// Empty: whatever the subscription.
  package var subscription: String
  /// The last day of the terms it names; nil: whenever they end.
  package var end: CalendarDate?
  /// The last day on which it holds.
  package var until: CalendarDate?
  /// Who dismissed it.
  package var by: String
  /// Why.
  package var reason: String

  /// A statement of these texts, which are cleaned as a reader cleans them.
  package init(
    account: String, virtualAccount: String, event: String, subject: String,
    subscription: String, end: CalendarDate?, until: CalendarDate?, by: String, reason: String
  ) {
    func clean(_ text: String) -> String { TextCleaning.string(text.utf8) }
    self.account = account
    self.virtualAccount = clean(virtualAccount)
    self.event = clean(event)
    self.subject = clean(subject)
    self.subscription = clean(subscription)
    (self.end, self.until) = (end, until)
    self.by = clean(by)
    self.reason = clean(reason)
  }

  /// What a row says.
  package init(_ row: DismissalRow, texts: TextTable) {
    let event =
      switch row.event {
      case .type(let type): type.rawValue
      case .stated(let word): texts.string(word)
      }
    self.init(
      account: texts.string(row.account), virtualAccount: texts.string(row.virtualAccount),
      event: event, subject: texts.string(row.subject),
      subscription: texts.string(row.subscription), end: row.end, until: row.until,
      by: texts.string(row.by), reason: texts.string(row.reason))
  }

  /// Whether another names the very same alerts, whoever dismissed them until when.
  package func namesSame(as other: DismissalStatement) -> Bool {
    account == other.account && virtualAccount == other.virtualAccount && event == other.event
      && subject == other.subject && subscription == other.subscription && end == other.end
  }

  /// The row over a table of texts, at no location of a file.
  package func row(texts: inout TextTable) -> DismissalRow {
    DismissalRow(
      account: texts.insert(account), virtualAccount: texts.insert(virtualAccount),
      event: AlertType(named: event).map { .type($0) } ?? .stated(texts.insert(event)),
      subject: texts.insert(subject), subscription: texts.insert(subscription), end: end,
      until: until, by: texts.insert(by), reason: texts.insert(reason),
      location: SourceLocation(file: 0, line: 0, column: 0))
  }

  /// By column, in the order of a new file.
  var texts: [(column: Column, text: String)] {
    [
      (.accountDomain, account), (.virtualAccount, virtualAccount), (.alertEvent, event),
      (.subject, subject), (.subscription, subscription), (.endDate, end?.iso ?? ""),
      (.until, until?.iso ?? ""), (.by, by), (.reason, reason),
    ]
  }
}
