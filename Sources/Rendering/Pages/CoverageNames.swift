internal import Templates

/// What the templates of `coverage.html` may name.
enum CoverageNames: Int, TemplateNames {
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
}

/// A term nobody is told of; `word` stands in place of days and unit.
enum GapNames: Int, TemplateNames {
  case word, days, unit, daysLeft, endDate, endTitle, account, domain, virtualAccount, license
  case subscription, seats, reasons

  var type: TemplateType { .text }
}

/// A user who gets nothing.
enum SilentUserNames: Int, TemplateNames {
  case address, account, domain, cause

  var type: TemplateType { .text }
}

/// An account whose licenses or preferences nobody reads, or that lost licenses; `rows` says how many.
enum UnreadAccountNames: Int, TemplateNames {
  case name, ownName, domain, rows

  var type: TemplateType { self == .ownName ? .flag : .text }
}
