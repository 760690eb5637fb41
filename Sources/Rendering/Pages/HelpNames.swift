internal import Templates

/// What the template of `help.html` may name: sentences of the configuration in force.
enum HelpNames: Int, PageNames {
  case frame, languages, windows, preselected, milestones, expired, registration, authorization
  case grace, contact, portalLink, commerceLink, supportLink, feedbackLink

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .languages: HelpLanguageNames.list
    default: .text
    }
  }

  var meaning: String {
    switch self {
    case .frame: "what every page has around its content"
    case .languages: "the languages of the page"
    case .windows: "which windows are offered"
    case .preselected: "which window is preselected"
    case .milestones: "on which days before the end alerts come"
    case .expired: "how long an ended license is told of"
    case .registration: "how often a registration is renewed"
    case .authorization: "how long an authorization lasts"
    case .grace: "how long the grace period lasts"
    case .contact: "after how many days without contact an alert comes"
    case .portalLink: "the portal, from links.portal"
    case .commerceLink: "where to order, from links.commerce"
    case .supportLink: "where to get help, from links.support"
    case .feedbackLink: "where to leave feedback, from links.feedback"
    }
  }
}

/// The help page in another language, or this one.
enum HelpLanguageNames: Int, TemplateNames {
  case name, locale, link, isCurrent

  var type: TemplateType { self == .isCurrent ? .flag : .text }

  var meaning: String {
    switch self {
    case .name: "the language's own name"
    case .locale: "its tag"
    case .link: "the link to its page"
    case .isCurrent: "it is this page's language"
    }
  }
}
