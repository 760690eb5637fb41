internal import Templates

/// What every page has around its own content.
enum FrameNames: Int, TemplateNames {
  case locale, title, root, date, since, isCutShort
  case isIndex, isAlerts, isCoverage, isView, isHelp, help, pager

  var type: TemplateType {
    switch self {
    case .isCutShort, .isIndex, .isAlerts, .isCoverage, .isView, .isHelp: .flag
    case .pager: .record(PagerNames.record)
    default: .text
    }
  }
}

/// The way through lists of over 500 lines; absent where all stands on one page.
enum PagerNames: Int, TemplateNames {
  case sentence, previous, next, pages

  var type: TemplateType { self == .pages ? PagerPageNames.list : .text }
}

/// A numbered page, or the gap of those left out when `link` is empty.
enum PagerPageNames: Int, TemplateNames {
  case number, link, isCurrent

  var type: TemplateType { self == .isCurrent ? .flag : .text }
}

/// The lines of a list that stand on the page.
///
/// The list is empty where it has no line on any page; it is absent where its lines end before the
/// page. `count` is of all its lines, and `range` says which of them stand on the page, where it has
/// several pages.
enum ListNames<Line: TemplateNames>: Int, TemplateNames {
  case isEmpty, count, range, lines

  var type: TemplateType {
    switch self {
    case .isEmpty: .flag
    case .count, .range: .text
    case .lines: Line.list
    }
  }
}

/// What the templates of `index.html` may name.
enum IndexNames: Int, TemplateNames {
  case frame, totals, accounts, problems, problemCount

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .accounts: .record(ListNames<AccountLineNames>.record)
    case .problems: .record(ListNames<ProblemNames>.record)
    default: .text
    }
  }
}

/// An account of the index; `word` stands in place of days and unit, and `ownName` tells a name
/// that is not the domain.
enum AccountLineNames: Int, TemplateNames {
  case name, ownName, domain, word, days, unit, daysLeft, endDate, endTitle, isMajor, isMinor
  case loss, unchanged, hasMajor, hasMinor, severity, worst, short, isShort, expiring, major, minor,
    subscribers

  var type: TemplateType {
    switch self {
    case .isMajor, .isMinor, .hasMajor, .hasMinor, .ownName, .isShort: .flag
    default: .text
    }
  }
}

/// A problem of the input, with its place as `path:line:column`.
enum ProblemNames: Int, TemplateNames {
  case place, severity, isError, message

  var type: TemplateType { self == .isError ? .flag : .text }
}

/// What the templates of `alerts.html` may name.
enum AlertsPageNames: Int, TemplateNames {
  case frame, alerts, totals, pageMajor, pageMinor, allMajor, allMinor

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .alerts: .record(ListNames<AlertLineNames>.record)
    default: .text
    }
  }
}

/// An alert of a page; the account is empty on the account's own page, and `new` and `openSince`
/// without a previous run.
enum AlertLineNames: Int, TemplateNames {
  case isMajor, isInformational, severity, account, domain, virtualAccount, message, subject, detail
  case due, dueTitle, dueWords, action, actionLink, new, openSince

  var type: TemplateType { self == .isMajor || self == .isInformational ? .flag : .text }
}

/// What the templates of `view.html` may name.
enum MessagePageNames: Int, TemplateNames {
  case frame, messages

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .messages: .record(ListNames<MessageLineNames>.record)
    }
  }
}
