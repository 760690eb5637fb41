internal import Licensing
internal import Rendering

/// What of an account is dismissed tonight, as `explain` tells it.
struct DismissalMentions {
  private let account: SmartAccount
  private let texts: TextTable
  private let dismissed: [DismissedAlert]

  /// The dismissed alerts of a judged account.
  init(_ report: AccountReport, _ texts: TextTable) {
    account = report.account
    self.texts = texts
    dismissed = report.dismissedAlerts
  }

  /// That the end of a term is dismissed; nil where it is not.
  func mention(of term: Term) -> String? {
    let license = account.licenses[term.license]
    let own = dismissed.first { dismissed in
      let alert = dismissed.alert
      return alert.type.isOfEnd && alert.subject == license.name
        && alert.virtualAccount == license.virtualAccount
        && alert.subscription == term.subscription && alert.actionDue == term.end.date
    }
    return own.map { "its alert \($0.alert.type.rawValue) is \(words(of: $0))" }
  }

  /// The dismissed alerts that a scope would show, a line each.
  func lines(in scope: Scope) -> [String] {
    dismissed.filter { scope.contains($0.alert.virtualAccount) }.map { dismissed in
      let alert = dismissed.alert
      let type = alert.type == .portalAlerts ? alert.statedType.map(texts.string) : nil
      let facts = [
        alert.virtualAccount.map { texts.string(account.virtualAccounts[$0]) } ?? "",
        texts.string(alert.subject), type ?? alert.type.rawValue,
      ]
      return "\(facts.filter { !$0.isEmpty }.joined(separator: ", ")): \(words(of: dismissed))"
    }
  }

  /// `dismissed until 2027-03-01 by alice@acme.example: the renewal is ordered`.
  private func words(of dismissed: DismissedAlert) -> String {
    var words = "dismissed"
    words += dismissed.until.map { " until \($0.iso)" } ?? " as long as it lasts"
    if !dismissed.by.isEmpty { words += " by \(texts.string(dismissed.by))" }
    if !dismissed.reason.isEmpty { words += ": \(texts.string(dismissed.reason))" }
    return words
  }
}
