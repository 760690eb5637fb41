internal import Templates

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

/// A line of the list of licenses; without `end` the words say whether it is none or unknown.
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
