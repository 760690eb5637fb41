internal import Templates

/// What the template of `help.html` may name: sentences of the configuration in force.
enum HelpNames: Int, TemplateNames {
  case frame, languages, windows, preselected, milestones, expired, registration, authorization
  case grace, contact, portalLink, commerceLink, supportLink, feedbackLink

  var type: TemplateType {
    switch self {
    case .frame: .record(FrameNames.record)
    case .languages: HelpLanguageNames.list
    default: .text
    }
  }
}

/// The help page in another language, or this one.
enum HelpLanguageNames: Int, TemplateNames {
  case name, locale, link, isCurrent

  var type: TemplateType { self == .isCurrent ? .flag : .text }
}
