internal import Templates

/// What the templates of `coverage.html` may name.
enum CoverageNames: Int, PageNames {
  case frame, lost, gaps, dismissed, silent, withoutPreferences, withoutLicense

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .gaps: .record(ListNames<GapNames>.record)
    case .dismissed: .record(ListNames<DismissedLineNames>.record)
    case .silent: .record(ListNames<SilentUserNames>.record)
    case .lost, .withoutPreferences, .withoutLicense: .record(ListNames<UnreadAccountNames>.record)
    }
  }

  var meaning: String {
    switch self {
    case .frame: "what every page has around its content"
    case .lost: "accounts that lost licenses"
    case .gaps: "terms that nobody is told of"
    case .dismissed: "alerts that are dismissed"
    case .silent: "users who get nothing"
    case .withoutPreferences: "accounts that nobody reads"
    case .withoutLicense: "accounts with preferences and no license"
    }
  }
}

/// A term nobody is told of; `word` replaces days and unit.
enum GapNames: Int, TemplateNames {
  case word, days, unit, daysLeft, endDate, endTitle, account, domain, virtualAccount, license
  case subscription, seats, reasons

  var type: TemplateType { .text }

  var meaning: String {
    switch self {
    case .word: "what replaces days and unit, such as today"
    case .days: "days until its end"
    case .unit: "the word for days"
    case .daysLeft: "the same number, to sort by"
    case .endDate: "the day it ends"
    case .endTitle: "that day written in full"
    case .account: "the account's name"
    case .domain: "the account's domain"
    case .virtualAccount: "its virtual account"
    case .license: "the license's name"
    case .subscription: "its subscription"
    case .seats: "its seats"
    case .reasons: "why nobody is told"
    }
  }
}

/// A user who gets nothing.
enum SilentUserNames: Int, TemplateNames {
  case address, account, domain, cause

  var type: TemplateType { .text }

  var meaning: String {
    switch self {
    case .address: "the user's address"
    case .account: "the account's name"
    case .domain: "the account's domain"
    case .cause: "why nothing is sent"
    }
  }
}

/// An account that nobody reads about, or that lost licenses; `rows` says how many.
enum UnreadAccountNames: Int, TemplateNames {
  case name, ownName, domain, rows

  var type: TemplateType { self == .ownName ? .flag : .text }

  var meaning: String {
    switch self {
    case .name: "the account's name, or its domain"
    case .ownName: "it has a name that is not its domain"
    case .domain: "its domain"
    case .rows: "how many rows or licenses, in words"
    }
  }
}
