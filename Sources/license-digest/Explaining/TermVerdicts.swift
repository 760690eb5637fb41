internal import Licensing
internal import Templates

/// Every term of an account, or of one license, and why a reader is told of it or not.
struct TermVerdicts {
  private(set) var lines: [String] = []
  /// Terms that a message of tonight tells of.
  private(set) var told = 0
  private(set) var count = 0

  private let account: SmartAccount
  private let report: Report
  private let daily: Variant?
  private let notice: Variant?

  init(
    _ account: SmartAccount, report: Report, daily: Variant?, notice: Variant?, license: String?,
    virtualAccount: String?
  ) {
    self.account = account
    self.report = report
    self.daily = daily
    self.notice = notice
    let texts = report.inventory.texts
    let terms = account.terms.filter { term in
      let owner = account.licenses[term.license]
      return license.map { $0 == texts.string(owner.name) } ?? true
        && virtualAccount.map {
          $0 == texts.string(account.virtualAccounts[owner.virtualAccount])
        } ?? true
    }
    lines = ["", "Terms:"]
    if terms.isEmpty, let license {
      let names = account.licenses.map { texts.string($0.name) }
      lines.append(
        "  there is no license \(license.quoted)\(Suggestion.hint(for: license, among: names))")
    }
    for term in terms { add(term) }
    lines.append("")
  }

  private mutating func add(_ term: Term) {
    let texts = report.inventory.texts
    let license = account.licenses[term.license]
    let facts = [
      texts.string(account.virtualAccounts[license.virtualAccount]), texts.string(license.name),
      texts.string(term.subscription), "\(term.quantity) seats",
    ]
    count += 1
    let (isTold, reason) = verdict(term, license)
    if isTold { told += 1 }
    lines.append("  \(facts.filter { !$0.isEmpty }.joined(separator: ", ")): \(reason)")
  }

  /// The first thing that settles it, in the order of the rules.
  private func verdict(_ term: Term, _ license: License) -> (isTold: Bool, reason: String) {
    guard let end = term.end.date else {
      return (false, term.end == .unknown ? "not told, its end is unknown" : "not told, no end")
    }
    let left = report.date.days(until: end)
    let ends = "ends \(end.iso), \(left) \(left == 1 ? "day" : "days") left"
    guard term.quantity > 0 else { return (false, "\(ends); not told, quantity 0") }
    guard left >= 0 else {
      return (false, "\(ends); it ended, so it is an alert and no expiry line")
    }
    let milestone = Milestones(report.configuration.milestones)
      .crossed(by: end, since: report.since, reportDate: report.date)
    var parts = [inSummary(left, license)]
    if let notice { parts.append(inNotice(milestone, notice, license)) }
    parts.append(milestone.map { "milestone \($0) crossed" } ?? "no milestone crossed")
    let isTold = parts.contains { $0.hasPrefix("told") }
    return (isTold, "\(ends); \(parts.joined(separator: "; "))")
  }

  private func inSummary(_ left: Int, _ license: License) -> String {
    guard let daily else { return "no summary, it is off (P1)" }
    guard daily.scope.contains(license.virtualAccount) else {
      return "not in the summary, the virtual account is outside the scope (P8)"
    }
    guard let largest = daily.windows.largest else {
      return "not in the summary, no window holds (P3, P4)"
    }
    guard let band = daily.windows.band(daysLeft: left) else {
      return "not in the summary, the largest window is \(largest.days) days (P6)"
    }
    return "told in the summary within \(band) days (P6)"
  }

  private func inNotice(_ milestone: Int?, _ notice: Variant, _ license: License) -> String {
    guard notice.alertTypes.contains(.licensesExpiring) else {
      return "not in notices, licenses-expiring is not ticked (P2)"
    }
    guard notice.scope.contains(license.virtualAccount) else {
      return "not in notices, the virtual account is outside the scope (P8)"
    }
    return milestone == nil ? "not in a notice tonight" : "told in tonight's notice"
  }
}
