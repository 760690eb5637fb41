internal import Exports
internal import Licensing
internal import Rendering

/// The rows of dismissals of one account, and what each comes to tonight.
struct DismissalList {
  private let dismissals: AccountDismissals
  /// By index in the account's `dismissals`, the alerts that a row names.
  private var alerts: [Int: [Alert]] = [:]
  /// The alerts that are told, in their order.
  private let told: [Alert]
  private let target: DismissalTarget

  init(_ dismissals: AccountDismissals, inputs: [String]) throws(RunFailure) {
    self.dismissals = dismissals
    target = try DismissalTarget(dismissals.account, of: dismissals.run, inputs: inputs)
    let report = dismissals.run.judged(dismissals.account, texts: dismissals.texts)
    told = report.toldAlerts
    for alert in report.alerts {
      if let index = alert.dismissal?.index { alerts[index, default: []].append(alert) }
    }
  }

  /// A line or two a row.
  var text: String {
    var report = TextReport()
    let rows = dismissals.account.dismissals
    if rows.isEmpty { report.add("No alert of \(dismissals.domain) is dismissed.") }
    for (index, dismissal) in rows.enumerated() {
      let row = DismissalStatement(dismissal.row, texts: dismissals.texts)
      report.wrap("\(dismissals.run.shown(dismissal.row.location)): \(row.words)", indent: 0)
      let why = [row.by, row.reason].filter { !$0.isEmpty }.joined(separator: ": ")
      if !why.isEmpty { report.wrap(why, indent: 2) }
      report.wrap(state(of: dismissal, index).sentence, indent: 2)
    }
    return report.text
  }

  /// All of it for programs.
  var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.text("account", dismissals.domain)
      json.array("dismissals") { json in
        for (index, dismissal) in dismissals.account.dismissals.enumerated() {
          let location = dismissal.row.location
          json.object { json in
            json.row(DismissalStatement(dismissal.row, texts: dismissals.texts))
            json.text("state", state(of: dismissal, index).rawValue)
            json.object("place") { json in
              json.text("path", dismissals.run.files[Int(location.file)].path)
              json.number("line", Int(location.line))
              json.text("sha256", dismissals.hash(of: location.file))
            }
          }
        }
      }
      json.text("sha256", hash)
      writeOffer(to: &json)
    }
    json.endLine()
    return json.bytes
  }

  /// What a form of dismissals needs: the alerts that readers see, and who may dismiss them.
  private func writeOffer(to json: inout JSONText) {
    let (account, texts) = (dismissals.account, dismissals.texts)
    json.day("date", dismissals.run.date)
    json.array("admins") { json in
      for row in account.preferences {
        let address = texts.string(row.email)
        if account.isAdministrator(address, texts: texts) { json.element(address) }
      }
    }
    var offered: Set<DismissalStatement> = []
    json.array("alerts") { json in
      for alert in told {
        let type = alert.type == .portalAlerts ? alert.statedType : nil
        let statement = DismissalStatement(
          account: dismissals.domain,
          virtualAccount: alert.virtualAccount.map { texts.string(account.virtualAccounts[$0]) }
            ?? "", event: type.map(texts.string) ?? alert.type.rawValue,
          subject: texts.string(alert.subject), subscription: texts.string(alert.subscription),
          end: alert.type.isOfEnd ? alert.actionDue : nil, until: nil, by: "", reason: "")
        guard offered.insert(statement).inserted else { continue }
        json.object { json in
          json.row(statement)
          json.text("type", alert.type.rawValue)
          json.text("severity", alert.severity.rawValue)
        }
      }
    }
  }

  /// Of the file that a new row would go to; `none` where there is none yet.
  private var hash: String {
    guard case .file(let file) = target else { return "none" }
    return dismissals.hash(of: file) ?? ""
  }

  /// What a row comes to tonight.
  private enum State: String {
    case holds, worse, over
    case noAlert = "no-alert"
    case namesNothing = "names-nothing"

    var sentence: String {
      switch self {
      case .holds: "holds"
      case .worse: "told again, since it is worse than when it was dismissed"
      case .over: "over"
      case .noAlert: "no alert that it names is open, or a row that holds longer names it too"
      case .namesNothing: "names nothing of the account, or something in several places"
      }
    }
  }

  private func state(of dismissal: Dismissal, _ index: Int) -> State {
    switch dismissal.state {
    case .isOver: return .over
    case .namesNothing: return .namesNothing
    case .holds:
      let own = alerts[index] ?? []
      if own.isEmpty { return .noAlert }
      return own.contains(where: \.isDismissed) ? .holds : .worse
    }
  }
}
