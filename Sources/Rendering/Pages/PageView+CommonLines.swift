internal import Licensing
internal import Templates

/// The lines that several pages have: problems and alerts.
extension PageView {
  /// Fills a list of problems.
  mutating func fillProblems<Names: TemplateNames>(
    _ name: Names, of root: RecordSlot<Names>, _ problems: DiagnosticLog, _ number: Int
  ) {
    guard let list = open(name, of: root, ProblemNames.self, count: problems.count, number) else {
      return
    }
    for problem in problems[list.range] {
      fill(values.append(to: .lines, of: list.place, ProblemNames.self), problem)
    }
  }

  private mutating func fill(_ place: RecordSlot<ProblemNames>, _ problem: Diagnostic) {
    let location = problem.location
    var shown = context.paths[Int(location.file)]
    if location.line > 0 { shown += ":\(location.line):\(location.column)" }
    values.set(.place, of: place, shown)
    let severity: Phrase =
      switch problem.severity {
      case .error: .`page.problems.error`
      case .warning: .`page.problems.warning`
      case .note: .`page.problems.note`
      }
    values.set(.severity, of: place, phrases.text(severity))
    values.set(.isError, of: place, problem.severity == .error)
    values.set(.message, of: place, Sentences.cut(problem.message, to: 400))
  }

  /// Fills what all pages show of an alert.
  mutating func fill(
    _ place: RecordSlot<AlertLineNames>, _ alert: Alert, virtualAccount: TextID?,
    commerce: String?
  ) {
    values.set(.isMajor, of: place, alert.severity == .major)
    values.set(.isInformational, of: place, alert.severity == .informational)
    values.set(.severity, of: place, sentences.name(of: alert.severity))
    let sentences = sentences
    if let virtualAccount { set(.virtualAccount, of: place, name: virtualAccount) }
    values.set(.message, of: place, sentences.name(of: alert))
    set(.subject, of: place, name: alert.subject)
    if !alert.isItsOwnDetail {
      values.set(.detail, of: place) { sentences.writeShortDetail(of: alert, to: &$0) }
    }
    if let day = alert.actionDue {
      let daysLeft = context.date.days(until: day)
      values.set(.due, of: place) { sentences.dates.writeISO(day, to: &$0) }
      values.set(.dueTitle, of: place) { sentences.dates.writeMedium(day, to: &$0) }
      values.set(.dueWords, of: place) { sentences.writeWhen(daysLeft, to: &$0) }
    }
    if alert.isNoLongerDismissed {
      values.set(.new, of: place) { sentences.phrases[.`mail.noLongerDismissed`].write(to: &$0) }
    } else if alert.isNew == true {
      values.set(.new, of: place) { sentences.phrases[.`mail.new`].write(to: &$0) }
    } else if let day = alert.firstSeen {
      values.set(.openSince, of: place) {
        sentences.write(sentences.phrases[.`page.alerts.openSince`], short: day, to: &$0)
      }
    }
    values.set(.action, of: place, sentences.action(of: alert.type))
    if alert.type.isOfTerms { values.set(.actionLink, of: place, commerce ?? "") }
  }
}

extension AlertType {
  /// Whether ordering terms is what helps.
  fileprivate var isOfTerms: Bool {
    self == .insufficientLicenses || self == .licensesExpiring || self == .licensesExpired
  }
}
