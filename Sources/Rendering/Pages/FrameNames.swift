internal import Templates

/// What every page has around its own content.
enum FrameNames: Int, TemplateNames {
  case locale, title, root, date, since, isCutShort
  case isIndex, isAlerts, isCoverage, isView, isHelp, help, pager

  var type: TemplateType {
    switch self {
    case .isCutShort, .isIndex, .isAlerts, .isCoverage, .isView, .isHelp: .flag
    case .pager: .record(PagerNames.record)
    default: .text
    }
  }

  var meaning: String {
    switch self {
    case .locale: "the page's language, as a tag"
    case .title: "the page's title"
    case .root: "the way to the top of the folder"
    case .date: "the report date"
    case .since: "the day before which nothing is told"
    case .isCutShort: "an export was cut short"
    case .isIndex: "the page is index.html"
    case .isAlerts: "the page is an alerts.html"
    case .isCoverage: "the page is coverage.html"
    case .isView: "the page is view.html"
    case .isHelp: "the page is help.html"
    case .help: "the link to the help page"
    case .pager: "the way through a list of several pages"
    }
  }
}

/// The way through lists of over 500 lines; absent where all is on one page.
enum PagerNames: Int, TemplateNames {
  case sentence, previous, next, pages

  var type: TemplateType { self == .pages ? PagerPageNames.list : .text }

  var meaning: String {
    switch self {
    case .sentence: "which page this is, in words"
    case .previous: "the link to the page before"
    case .next: "the link to the page after"
    case .pages: "the numbered pages"
    }
  }
}

/// A numbered page, or the gap of those left out when `link` is empty.
enum PagerPageNames: Int, TemplateNames {
  case number, link, isCurrent

  var type: TemplateType { self == .isCurrent ? .flag : .text }

  var meaning: String {
    switch self {
    case .number: "its number"
    case .link: "the link to it; empty for a gap"
    case .isCurrent: "it is this page"
    }
  }
}

/// The lines of a list that are on the page.
///
/// The list is empty where it has no line on any page; it is absent where its lines end before the
/// page. `count` is of all its lines, and `range` says which of them are on the page, where it has
/// several pages.
enum ListNames<Line: TemplateNames>: Int, TemplateNames {
  case isEmpty, count, range, lines

  var type: TemplateType {
    switch self {
    case .isEmpty: .flag
    case .count, .range: .text
    case .lines: Line.list
    }
  }

  var meaning: String {
    switch self {
    case .isEmpty: "there are no lines"
    case .count: "how many there are"
    case .range: "which of them this page has, where there are several pages"
    case .lines: "the lines"
    }
  }
}
