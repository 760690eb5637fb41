internal import Templates

/// What the templates of a message may name; HTML and text are filled with the same values.
///
/// Names that end in `Rows` are lines of text laid out to 76 columns.
enum MessageNames: Int, TemplateNames {
  case locale, subject, preheader, accountName, date, headline, shortHeadline, restHeadline,
    headRows
  case isNothing, nothingRows, changes, expiring, renewed, alerts, events, totals
  case reason, added, first, dismissed, reasonRows, hasUnread, unread, unreadRows
  case portalLink, orderLink, accountLink, supportLink

  var type: TemplateType {
    switch self {
    case .expiring: .record(SectionNames<ExpiringLineNames>.record)
    case .renewed: .record(SectionNames<RenewedNames>.record)
    case .changes: .record(SectionNames<ChangeNames>.record)
    case .alerts: .record(SectionNames<AlertNames>.record)
    case .events: .record(SectionNames<EventNames>.record)
    case .totals: .record(SectionNames<TotalNames>.record)
    case .headRows, .nothingRows, .unread, .unreadRows, .reasonRows: .list(.text)
    default: plainType
    }
  }

  var meaning: String {
    switch self {
    case .locale: "the mail's language, as a tag"
    case .subject: "the subject"
    case .preheader: "what a list of mails shows beside the subject"
    case .accountName: "the account's name, or its domain"
    case .date: "the report date, in words"
    case .headline: "the first sentence, the worst first"
    case .shortHeadline: "the headline's part that is set large"
    case .restHeadline: "the rest of the headline"
    case .headRows: "account, date and headline as text"
    case .isNothing: "nothing needs attention"
    case .nothingRows: "the sentence that says so, as text"
    case .changes: "what changed since the previous run"
    case .expiring: "licenses that expire within the chosen windows"
    case .renewed: "licenses that end and are renewed"
    case .alerts: "the alerts the reader chose"
    case .events: "the events since the last summary"
    case .totals: "the totals of each virtual account"
    case .reason: "why the reader gets this mail"
    case .added: "that an administrator added the address"
    case .first: "that this is the first summary, or could not be compared"
    case .dismissed: "how many dismissed alerts the reader would else see"
    case .reasonRows: "the reasons as text"
    case .hasUnread: "something was not read"
    case .unread: "sentences about what was not read"
    case .unreadRows: "the same as text"
    case .portalLink: "the portal, from links.portal"
    case .orderLink: "where to order, from links.commerce"
    case .accountLink: "the account's page, from links.pages"
    case .supportLink: "where to get help, from links.support"
    }
  }
}

/// A section of a message and what is left out of it.
enum SectionNames<Line: TemplateNames>: Int, TemplateNames {
  case heading, capitals, tableRows, lines, remainder, remainderRows, pageLink

  var type: TemplateType {
    switch self {
    case .lines: Line.list
    case .tableRows, .remainderRows: .list(.text)
    default: .text
    }
  }

  var meaning: String {
    switch self {
    case .heading: "its heading, with its count"
    case .capitals: "its heading in capitals"
    case .tableRows: "the head of its table as text"
    case .lines: "its lines"
    case .remainder: "how many lines are left out, in words"
    case .remainderRows: "the same as text"
    case .pageLink: "the page that has them all"
    }
  }
}

/// A term that expires; `word` replaces days and unit.
///
/// `band` is set on the first line of each window, where there are several; `rowLink` leads to the
/// line on the account's page.
enum ExpiringLineNames: Int, TemplateNames {
  case band, word, days, unit, isMajor, license, seats, virtualAccount, subscription, ends
  case begins, orders, shortfall, milestone, new, orderLink, rowLink, rows

  var type: TemplateType { self == .rows ? .list(.text) : plainType }

  var meaning: String {
    switch self {
    case .band: "the window, on the first line of each where there are several"
    case .word: "what replaces days and unit, such as today"
    case .days: "days until the end"
    case .unit: "the word for days"
    case .isMajor: "seats will be short"
    case .license: "the license's name"
    case .seats: "its seats, in words"
    case .virtualAccount: "its virtual account"
    case .subscription: "its subscription"
    case .ends: "when it ends, in words"
    case .begins: "that it has not begun, and when it does"
    case .orders: "of how many orders it is the sum"
    case .shortfall: "what the license will be short of"
    case .milestone: "the milestone crossed since the last summary"
    case .new: "the mark of a line that the previous run did not have"
    case .orderLink: "where to order it"
    case .rowLink: "its line on the account's page"
    case .rows: "the line as text"
    }
  }
}

/// A change of a license, or an alert that is over; the mark is `+`, `-`, `~` or `✓`.
enum ChangeNames: Int, TemplateNames {
  case mark, text, place, rowLink, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }

  var meaning: String {
    switch self {
    case .mark: "the mark before it: added, removed, changed or over"
    case .text: "the change in words"
    case .place: "where: the virtual account"
    case .rowLink: "its line on the account's page"
    case .rows: "the line as text"
    }
  }
}

/// A line that ends and is renewed; `text` is all but its license.
enum RenewedNames: Int, TemplateNames {
  case license, text, rowLink, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }

  var meaning: String {
    switch self {
    case .license: "the license's name"
    case .text: "by which subscription it is renewed, and until when"
    case .rowLink: "its line on the account's page"
    case .rows: "the line as text"
    }
  }
}

/// The alerts of one device or license, under the worst; `moreFacts` counts those left out.
enum AlertNames: Int, TemplateNames {
  case isMajor, severity, subject, virtualAccount, due, facts, moreFacts, rows

  var type: TemplateType {
    switch self {
    case .facts: AlertFactNames.list
    case .rows: .list(.text)
    default: plainType
    }
  }

  var meaning: String {
    switch self {
    case .isMajor: "the worst of it is major"
    case .severity: "the worst severity, in words"
    case .subject: "the device or license"
    case .virtualAccount: "its virtual account"
    case .due: "the day to act by, with its noun"
    case .facts: "its alerts, the worst first"
    case .moreFacts: "how many more there are, in words"
    case .rows: "the entry as text"
    }
  }
}

/// An alert of an entry: `text` is its name and what it tells, `new` a mark.
enum AlertFactNames: Int, TemplateNames {
  case name, text, new

  var meaning: String {
    switch self {
    case .name: "the alert's name"
    case .text: "its name and what it tells"
    case .new: "the mark of an alert that the previous run did not have"
    }
  }
}

/// An event, in the portal's words.
enum EventNames: Int, TemplateNames {
  case time, kind, virtualAccount, message, user, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }

  var meaning: String {
    switch self {
    case .time: "when, in the reader's words"
    case .kind: "the portal's name of its type"
    case .virtualAccount: "its virtual account"
    case .message: "the portal's message"
    case .user: "who did it"
    case .rows: "the event as text"
    }
  }
}

/// The totals of a virtual account.
enum TotalNames: Int, TemplateNames {
  case virtualAccount, licenses, quantity, inUse, expiring, alerts, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }

  var meaning: String {
    switch self {
    case .virtualAccount: "the virtual account"
    case .licenses: "how many licenses"
    case .quantity: "how many seats"
    case .inUse: "how many are in use"
    case .expiring: "how many licenses expire"
    case .alerts: "how many alerts"
    case .rows: "the line as text"
    }
  }
}
