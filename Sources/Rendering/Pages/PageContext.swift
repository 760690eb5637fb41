package import Licensing

/// What all pages of a run share.
package struct PageContext: Sendable {
  /// The report date.
  package let date: CalendarDate
  /// The report date of the run before.
  package let since: CalendarDate
  /// An export broke midway, so every page says so.
  package let isCutShort: Bool
  /// The paths of the exports, by the file numbers of problems.
  package let paths: [String]
  /// The windows and lengths the pages tell of.
  package let settings: RuleSettings
  /// Whether problems of the exports name no account, so that any may be concerned.
  package let hasProblemsOfNoAccount: Bool

  /// The context of a run.
  package init(
    date: CalendarDate, since: CalendarDate, isCutShort: Bool, paths: [String],
    settings: RuleSettings, hasProblemsOfNoAccount: Bool = false
  ) {
    self.date = date
    self.since = since
    self.isCutShort = isCutShort
    self.paths = paths
    self.settings = settings
    self.hasProblemsOfNoAccount = hasProblemsOfNoAccount
  }
}
