internal import Templates

/// What the templates of an account's page may name.
enum AccountNames: Int, PageNames {
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
