internal import Templates

/// What the templates of a page may name.
protocol PageNames: TemplateNames {
  /// What is around the page's content, `FrameNames`.
  static var frame: Self { get }
}

/// What the templates of `index.html` may name.
enum IndexNames: Int, PageNames {
  case frame, totals, accounts, problems, problemCount

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .accounts: .record(ListNames<AccountLineNames>.record)
    case .problems: .record(ListNames<ProblemNames>.record)
    default: .text
    }
  }

  var meaning: String {
    switch self {
    case .frame: "what every page has around its content"
    case .totals: "the totals of all accounts, in words"
    case .accounts: "the accounts, the most urgent first"
    case .problems: "the problems found in the exports"
    case .problemCount: "how many problems, in words"
    }
  }
}

/// An account of the index; `word` replaces days and unit, and `ownName` tells a name
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

  var meaning: String {
    switch self {
    case .name: "the account's name, or its domain"
    case .ownName: "it has a name that is not its domain"
    case .domain: "its domain"
    case .word: "what replaces days and unit, such as today"
    case .days: "days until the next end"
    case .unit: "the word for days"
    case .daysLeft: "the same number, to sort by"
    case .endDate: "the day of the next end"
    case .endTitle: "that day written in full"
    case .isMajor: "the next end is a major alert"
    case .isMinor: "the next end is a minor alert"
    case .loss: "what it lost since the previous run"
    case .unchanged: "since when nothing changed"
    case .hasMajor: "an alert is major"
    case .hasMinor: "an alert is minor"
    case .severity: "the severity of its worst alert, in words"
    case .worst: "its worst alert in words, and where it is"
    case .short: "seats that are short"
    case .isShort: "seats are short"
    case .expiring: "how many licenses expire"
    case .major: "how many alerts are major"
    case .minor: "how many alerts are minor"
    case .subscribers: "how many people are mailed"
    }
  }
}

/// A problem of the input, with its place as `path:line:column`.
enum ProblemNames: Int, TemplateNames {
  case place, severity, isError, message

  var type: TemplateType { self == .isError ? .flag : .text }

  var meaning: String {
    switch self {
    case .place: "where: path, line and column"
    case .severity: "error, warning or note"
    case .isError: "it is an error"
    case .message: "what is wrong, and what to do"
    }
  }
}

/// What the templates of `alerts.html` may name.
enum AlertsPageNames: Int, PageNames {
  case frame, alerts, totals, pageMajor, pageMinor, allMajor, allMinor

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .alerts: .record(ListNames<AlertLineNames>.record)
    default: .text
    }
  }

  var meaning: String {
    switch self {
    case .frame: "what every page has around its content"
    case .alerts: "the alerts of all accounts"
    case .totals: "how many there are, in words"
    case .pageMajor: "how many of this page are major"
    case .pageMinor: "how many of this page are minor"
    case .allMajor: "how many of all are major"
    case .allMinor: "how many of all are minor"
    }
  }
}

/// An alert of a page; the account is empty on the account's own page, and `new` and `openSince`
/// without a previous run.
enum AlertLineNames: Int, TemplateNames {
  case isMajor, isInformational, severity, account, domain, virtualAccount, message, subject, detail
  case due, dueTitle, dueWords, action, actionLink, new, openSince, key

  var type: TemplateType { self == .isMajor || self == .isInformational ? .flag : .text }

  var meaning: String {
    switch self {
    case .isMajor: "its severity is major"
    case .isInformational: "its severity is informational"
    case .severity: "its severity in words"
    case .account: "the account's name"
    case .domain: "the account's domain"
    case .virtualAccount: "its virtual account"
    case .message: "what it says"
    case .subject: "the license, instance or source it is about"
    case .detail: "what belongs to it: seats, subscription, product"
    case .due: "the day to act by"
    case .dueTitle: "that day written in full"
    case .dueWords: "the noun of the day, or why there is none"
    case .action: "what to do, as a link's words"
    case .actionLink: "where to do it"
    case .new: "the mark of an alert that the previous run did not have"
    case .openSince: "since when it is open, in words"
    case .key: "what tells it from the account's other alerts, for the preview"
    }
  }
}

/// What the templates of `view.html` may name.
enum MessagePageNames: Int, PageNames {
  case frame, messages

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .messages: .record(ListNames<MessageLineNames>.record)
    }
  }

  var meaning: String {
    switch self {
    case .frame: "what every page has around its content"
    case .messages: "the messages of all accounts"
    }
  }
}
