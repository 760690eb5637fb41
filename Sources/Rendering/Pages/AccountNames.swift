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

  var meaning: String {
    switch self {
    case .frame: "what every page has around its content"
    case .name: "the account's name, or its domain"
    case .domain: "the account's domain"
    case .isFirst: "the first page of several, or the only one"
    case .unread: "sentences about what was not read"
    case .isReadWhole: "everything of the account was read"
    case .expiring: "how many licenses expire within the largest window"
    case .expiringLabel: "the words beside that number"
    case .seatsShort: "how many seats are short"
    case .seatsShortLabel: "the words beside that number"
    case .major: "how many alerts are major"
    case .minor: "how many alerts are minor"
    case .pageMajor: "how many alerts of this page are major"
    case .pageMinor: "how many alerts of this page are minor"
    case .hasShort: "seats are short"
    case .hasMajor: "an alert is major"
    case .hasRenewals: "there is something to order"
    case .orderLink: "where to order, from links.commerce"
    case .changes: "what changed since the previous run"
    case .changesHeading: "the heading over the changes"
    case .timeline: "the bars of the next weeks"
    case .alerts: "the alerts, by virtual account"
    case .dismissed: "the alerts that are dismissed"
    case .uses: "the licenses whose use is known"
    case .licenses: "all licenses, a term a line"
    case .instances: "the product instances"
    case .events: "the events of the exports"
    case .messages: "the messages of the account"
    case .problems: "the problems found in the account's exports"
    }
  }
}

/// The bars of the next weeks; positions are in percent of the width, heights in pixels.
enum TimelineNames: Int, TemplateNames {
  case title, empty, alternative, isEmpty, weeks, ticks

  var type: TemplateType {
    switch self {
    case .title, .empty, .alternative: .text
    case .isEmpty: .flag
    case .weeks: WeekNames.list
    case .ticks: TickNames.list
    }
  }

  var meaning: String {
    switch self {
    case .title: "its heading, with its number of days"
    case .empty: "that nothing ends in these days"
    case .alternative: "the timeline in words"
    case .isEmpty: "nothing ends in these days"
    case .weeks: "the weeks, the nearest first"
    case .ticks: "the milestones below"
    }
  }
}

/// A week of the timeline.
enum WeekNames: Int, TemplateNames {
  case left, width, center, majorTop, majorHeight, minorTop, minorHeight, labelTop
  case from, to, terms, major, minor, isCrowded

  var type: TemplateType { self == .isCrowded ? .flag : .text }

  var meaning: String {
    switch self {
    case .left: "where the week begins, in percent of the width"
    case .width: "its width in percent"
    case .center: "its middle in percent"
    case .majorTop: "the top of the bar of major lines, in pixels"
    case .majorHeight: "the height of that bar"
    case .minorTop: "the top of the bar of minor lines"
    case .minorHeight: "the height of that bar"
    case .labelTop: "the top of the number over the bars"
    case .from: "its first day"
    case .to: "its last day"
    case .terms: "how many terms end in it"
    case .major: "how many of them are major"
    case .minor: "how many of them are minor"
    case .isCrowded: "its number has no room on narrow screens"
    }
  }
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

  var meaning: String {
    switch self {
    case .left: "its place in percent of the width"
    case .label: "its words"
    case .isCrowded: "its label goes where the screen is narrow"
    case .isFirst: "the first tick"
    case .isLast: "the last tick"
    }
  }
}

/// Seats used against owned, of one license; widths are in percent.
enum LicenseUseNames: Int, TemplateNames {
  case license, virtualAccount, inUse, owned, meaning, isShort
  case usedWidth, ownedWidth, excessWidth

  var type: TemplateType { self == .isShort ? .flag : .text }

  var meaning: String {
    switch self {
    case .license: "the license's name"
    case .virtualAccount: "its virtual account"
    case .inUse: "seats in use"
    case .owned: "seats in force"
    case .meaning: "what the numbers mean, in words"
    case .isShort: "more are in use than in force"
    case .usedWidth: "the width of the bar of used seats, in percent"
    case .ownedWidth: "the width of the bar of owned seats"
    case .excessWidth: "the width of the bar of seats that are short"
    }
  }
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

  var meaning: String {
    switch self {
    case .name: "the instance's name"
    case .product: "its product"
    case .virtualAccount: "its virtual account"
    case .state: "its state in words"
    case .stated: "the status as the export has it"
    case .isMajor: "its state is a major alert"
    case .isMinor: "its state is a minor alert"
    case .lastDay: "the last day on which it may stay silent"
    case .lastDayTitle: "that day written in full"
    case .lastDayMeaning: "what happens on that day"
    case .meanwhile: "what holds until then"
    case .lastContact: "the day of its last contact"
    }
  }
}

/// The alerts of one virtual account, under an identifier that links can name.
enum AlertGroupNames: Int, TemplateNames {
  case name, identifier, counts, lines

  var type: TemplateType { self == .lines ? AlertLineNames.list : .text }

  var meaning: String {
    switch self {
    case .name: "the virtual account; empty for the account itself"
    case .identifier: "what a link can name"
    case .counts: "how many alerts, in words"
    case .lines: "the alerts"
    }
  }
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

  var meaning: String {
    switch self {
    case .identifier: "what a link can name"
    case .license: "the license's name"
    case .sku: "its SKU"
    case .virtualAccount: "its virtual account"
    case .type: "its license type"
    case .seats: "the term's seats"
    case .subscription: "the term's subscription"
    case .start: "the day it begins"
    case .startTitle: "that day written in full"
    case .end: "the day it ends; empty where it has none"
    case .endTitle: "that day written in full"
    case .endWords: "why there is no day"
    case .daysLeft: "days until the end, to sort by"
    case .isMajor: "its end is a major alert"
    case .isMinor: "its end is a minor alert"
    case .isUnknown: "nobody knows its end"
    }
  }
}

/// A change of a license, or an alert that is over; the mark is `+`, `-`, `~` or `✓`.
enum ChangeLineNames: Int, TemplateNames {
  case mark, text, place

  var type: TemplateType { .text }

  var meaning: String {
    switch self {
    case .mark: "the mark before it: added, removed, changed or over"
    case .text: "the change in words"
    case .place: "where: the virtual account"
    }
  }
}

/// An event of the portal's log, in its words.
enum EventLineNames: Int, TemplateNames {
  case time, kind, message, virtualAccount, user

  var type: TemplateType { .text }

  var meaning: String {
    switch self {
    case .time: "when, in the reader's words"
    case .kind: "the portal's name of its type"
    case .message: "the portal's message"
    case .virtualAccount: "its virtual account"
    case .user: "who did it"
    }
  }
}

/// A message, with links to the files that were made.
enum MessageLineNames: Int, TemplateNames {
  case kind, subject, account, name, html, text, json, locale, size, recipients, moreRecipients
  case identifier

  var type: TemplateType { self == .recipients ? RecipientNames.list : .text }

  var meaning: String {
    switch self {
    case .kind: "daily summary or status notice"
    case .subject: "its subject"
    case .account: "the account's name"
    case .name: "what the body's files begin with"
    case .html: "the link to its HTML body"
    case .text: "the link to its text body"
    case .json: "the link to its JSON body"
    case .locale: "its language"
    case .size: "the size of the HTML body"
    case .recipients: "who gets it"
    case .moreRecipients: "how many more get it, in words"
    case .identifier: "what a link can name"
    }
  }
}

/// An address, with a link to its mail where one was made, and who added it as an additional one.
enum RecipientNames: Int, TemplateNames {
  case address, mail, addedBy

  var meaning: String {
    switch self {
    case .address: "the address"
    case .mail: "the link to its .eml file"
    case .addedBy: "who added it, in words"
    }
  }
}
