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
      fill(values.append(to: .lines, of: list.slot, ProblemNames.self), problem)
    }
  }

  private mutating func fill(_ slot: RecordSlot<ProblemNames>, _ problem: Diagnostic) {
    let location = problem.location
    var shown = context.paths[Int(location.file)]
    if location.line > 0 { shown += ":\(location.line):\(location.column)" }
    values.set(.place, of: slot, shown)
    let severity: Phrase =
      switch problem.severity {
      case .error: .`page.problems.error`
      case .warning: .`page.problems.warning`
      case .note: .`page.problems.note`
      }
    values.set(.severity, of: slot, phrases.text(severity))
    values.set(.isError, of: slot, problem.severity == .error)
    values.set(.message, of: slot, Sentences.cut(problem.message, to: 400))
  }

  /// Fills what all pages show of an alert.
  mutating func fill(
    _ slot: RecordSlot<AlertLineNames>, _ alert: Alert, virtualAccount: TextID?,
    commerce: String?
  ) {
    values.set(.isMajor, of: slot, alert.severity == .major)
    values.set(.isInformational, of: slot, alert.severity == .informational)
    values.set(.severity, of: slot, sentences.name(of: alert.severity))
    let sentences = sentences
    if let virtualAccount { set(.virtualAccount, of: slot, name: virtualAccount) }
    values.set(.message, of: slot, sentences.name(of: alert))
    set(.subject, of: slot, name: alert.subject)
    if !alert.isItsOwnDetail {
      values.set(.detail, of: slot) { sentences.writeShortDetail(of: alert, to: &$0) }
    }
    if let day = alert.actionDue {
      let daysLeft = context.date.days(until: day)
      values.set(.due, of: slot) { sentences.dates.writeISO(day, to: &$0) }
      values.set(.dueTitle, of: slot) { sentences.dates.writeMedium(day, to: &$0) }
      values.set(.dueWords, of: slot) { sentences.writeWhen(daysLeft, to: &$0) }
    }
    if alert.isNoLongerDismissed {
      values.set(.new, of: slot) { sentences.phrases[.`mail.noLongerDismissed`].write(to: &$0) }
    } else if alert.isNew == true {
      values.set(.new, of: slot) { sentences.phrases[.`mail.new`].write(to: &$0) }
    } else if let day = alert.firstSeen {
      values.set(.openSince, of: slot) {
        sentences.write(sentences.phrases[.`page.alerts.openSince`], short: day, to: &$0)
      }
    }
    values.set(.action, of: slot, sentences.action(of: alert.type))
    if alert.type.isOfTerms { values.set(.actionLink, of: slot, commerce ?? "") }
  }
}

extension AlertType {
  /// Whether ordering terms is what helps.
  fileprivate var isOfTerms: Bool {
    self == .insufficientLicenses || self == .licensesExpiring || self == .licensesExpired
  }
}
