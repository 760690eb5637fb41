internal import Templates

/// What the templates of a message may name; HTML and text are filled with the same values.
///
/// Names that end in `Rows` are lines of text laid out to 76 columns.
enum MessageNames: Int, TemplateNames {
  case locale, subject, preheader, accountName, date, headline, shortHeadline, headRows
  case isNothing, nothingRows, expiring, alerts, events, totals
  case reason, reasonRows, hasUnread, unread, unreadRows
  case portalLink, orderLink, supportLink

  var type: TemplateType {
    switch self {
    case .isNothing, .hasUnread: .flag
    case .expiring: .record(ExpiringNames.record)
    case .alerts: .record(AlertsNames.record)
    case .events: .record(EventsNames.record)
    case .totals: .record(TotalsNames.record)
    case .headRows, .nothingRows, .unread, .unreadRows, .reasonRows: .list(.text)
    default: .text
    }
  }
}

/// Section 2.
enum ExpiringNames: Int, TemplateNames {
  case heading, capitals, bands, remainder, remainderRows, pageLink

  var type: TemplateType {
    switch self {
    case .bands: BandNames.list
    case .remainderRows: .list(.text)
    default: .text
    }
  }
}

/// The terms of one window; the heading is empty where there is but one.
enum BandNames: Int, TemplateNames {
  case heading, lines

  var type: TemplateType { self == .lines ? LineNames.list : .text }
}

/// A term that expires; `word` stands in place of days and unit.
enum LineNames: Int, TemplateNames {
  case word, days, unit, isMajor, license, seats, virtualAccount, subscription, ends
  case begins, shortfall, milestone, rows

  var type: TemplateType {
    switch self {
    case .isMajor: .flag
    case .rows: .list(.text)
    default: .text
    }
  }
}

/// Section 3.
enum AlertsNames: Int, TemplateNames {
  case heading, capitals, lines, remainder, remainderRows, pageLink

  var type: TemplateType {
    switch self {
    case .lines: AlertNames.list
    case .remainderRows: .list(.text)
    default: .text
    }
  }
}

/// An alert.
enum AlertNames: Int, TemplateNames {
  case isMajor, severity, name, subject, virtualAccount, due, detail, rows

  var type: TemplateType {
    switch self {
    case .isMajor: .flag
    case .rows: .list(.text)
    default: .text
    }
  }
}

/// Section 4.
enum EventsNames: Int, TemplateNames {
  case heading, capitals, lines, remainder, remainderRows, pageLink

  var type: TemplateType {
    switch self {
    case .lines: EventNames.list
    case .remainderRows: .list(.text)
    default: .text
    }
  }
}

/// An event, in the portal's words.
enum EventNames: Int, TemplateNames {
  case time, kind, virtualAccount, message, user, rows

  var type: TemplateType { self == .rows ? .list(.text) : .text }
}

/// Section 5; `rows` is the whole table as text.
enum TotalsNames: Int, TemplateNames {
  case capitals, lines, rows, remainder, remainderRows, pageLink

  var type: TemplateType {
    switch self {
    case .lines: TotalNames.list
    case .rows, .remainderRows: .list(.text)
    default: .text
    }
  }
}

/// The totals of a virtual account.
enum TotalNames: Int, TemplateNames {
  case virtualAccount, licenses, quantity, inUse, expiring, alerts

  var type: TemplateType { .text }
}
