internal import Templates

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
