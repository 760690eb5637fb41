internal import Templates

/// What the templates of an account's page may name.
enum AccountNames: Int, TemplateNames {
  case frame, name, domain, isFirst, unread, isReadWhole
  case expiring, expiringLabel, seatsShort, seatsShortLabel, major, minor, pageMajor, pageMinor
  case hasShort, hasMajor, hasRenewals, orderLink
  case changes, changesHeading
  case timeline, alerts, dismissed, uses, licenses, instances, events, messages, problems

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .isFirst, .isReadWhole, .hasShort, .hasMajor, .hasRenewals: .flag
    case .unread: .list(.text)
    case .timeline: .record(TimelineNames.record)
    case .changes: .record(ListNames<ChangeLineNames>.record)
    case .alerts: .record(ListNames<AlertGroupNames>.record)
    case .dismissed: .record(ListNames<DismissedLineNames>.record)
    case .uses: .record(ListNames<LicenseUseNames>.record)
    case .licenses: .record(ListNames<LicenseLineNames>.record)
    case .instances: .record(ListNames<InstanceLineNames>.record)
    case .events: .record(ListNames<EventLineNames>.record)
    case .messages: .record(ListNames<MessageLineNames>.record)
    case .problems: .record(ListNames<ProblemNames>.record)
    default: .text
    }
  }
}

/// The bars of the next 90 days; positions are in percent of the width, heights in pixels.
enum TimelineNames: Int, TemplateNames {
  case alternative, isEmpty, weeks, ticks

  var type: TemplateType {
    switch self {
    case .alternative: .text
    case .isEmpty: .flag
    case .weeks: WeekNames.list
    case .ticks: TickNames.list
    }
  }
}

/// A week of the timeline.
enum WeekNames: Int, TemplateNames {
  case left, width, center, majorTop, majorHeight, minorTop, minorHeight, labelTop
  case from, to, terms, major, minor

  var type: TemplateType { .text }
}

/// A milestone below the timeline; a crowded one loses its label on narrow screens.
enum TickNames: Int, TemplateNames {
  case left, label, isCrowded, isFirst, isLast

  var type: TemplateType {
    switch self {
    case .isCrowded, .isFirst, .isLast: .flag
    default: .text
    }
  }
}

/// Seats used against owned, of one license; widths are in percent.
enum LicenseUseNames: Int, TemplateNames {
  case license, virtualAccount, inUse, owned, meaning, isShort
  case usedWidth, ownedWidth, excessWidth

  var type: TemplateType { self == .isShort ? .flag : .text }
}

/// A product instance.
enum InstanceLineNames: Int, TemplateNames {
  case name, product, virtualAccount, state, stated, isMajor, isMinor
  case lastDay, lastDayTitle, lastDayMeaning, meanwhile, lastContact

  var type: TemplateType {
    switch self {
    case .isMajor, .isMinor: .flag
    default: .text
    }
  }
}

/// The alerts of one virtual account, under an identifier that links can name.
enum AlertGroupNames: Int, TemplateNames {
  case name, identifier, counts, lines

  var type: TemplateType { self == .lines ? AlertLineNames.list : .text }
}

/// A license as one line of all; without `end` the words say whether there is none or it is unknown.
enum LicenseLineNames: Int, TemplateNames {
  case identifier, license, sku, virtualAccount, type, seats, subscription, start, startTitle
  case end, endTitle, endWords, daysLeft, isMajor, isMinor, isUnknown

  var type: TemplateType {
    switch self {
    case .isMajor, .isMinor, .isUnknown: .flag
    default: .text
    }
  }
}

/// A change of a license, or an alert that is over; the mark is `+`, `-`, `~` or `v`.
enum ChangeLineNames: Int, TemplateNames {
  case mark, text, place

  var type: TemplateType { .text }
}

/// An event of the portal's log, in its words.
enum EventLineNames: Int, TemplateNames {
  case time, kind, message, virtualAccount, user

  var type: TemplateType { .text }
}

/// A message, with links to the files that were made.
enum MessageLineNames: Int, TemplateNames {
  case kind, subject, account, name, html, text, json, locale, size, recipients, moreRecipients
  case identifier

  var type: TemplateType { self == .recipients ? RecipientNames.list : .text }
}

/// An address, with a link to its mail where one was made, and who added it as an additional one.
enum RecipientNames: Int, TemplateNames {
  case address, mail, addedBy
}
