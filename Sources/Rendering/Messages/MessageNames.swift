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
}

/// A term that expires; `word` replaces days and unit.
///
/// `band` is set on the first line of each window, where there are several.
enum ExpiringLineNames: Int, TemplateNames {
  case band, word, days, unit, isMajor, license, seats, virtualAccount, subscription, ends
  case begins, orders, shortfall, milestone, new, orderLink, rows

  var type: TemplateType { self == .rows ? .list(.text) : plainType }
}

/// A change of a license, or an alert that is over; the mark is `+`, `-`, `~` or `v`.
enum ChangeNames: Int, TemplateNames {
  case mark, text, place, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }
}

/// A line that ends and is renewed; `text` is all but its license.
enum RenewedNames: Int, TemplateNames {
  case license, text, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }
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
}

/// An alert of an entry: `text` is its name and what it tells, `new` a mark.
enum AlertFactNames: Int, TemplateNames {
  case name, text, new
}

/// An event, in the portal's words.
enum EventNames: Int, TemplateNames {
  case time, kind, virtualAccount, message, user, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }
}

/// The totals of a virtual account.
enum TotalNames: Int, TemplateNames {
  case virtualAccount, licenses, quantity, inUse, expiring, alerts, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }
}
