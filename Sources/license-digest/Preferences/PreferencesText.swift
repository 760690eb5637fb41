internal import Exports
internal import Licensing
internal import Rendering

/// `preferences show` for people: what is stored, what follows, and tonight's messages.
struct PreferencesText {
  let preferences: AccountPreferences
  let tonight: TonightMessages
  private var report = TextReport()
  private var texts: TextTable { preferences.texts }

  private init(_ preferences: AccountPreferences, _ tonight: TonightMessages) {
    self.preferences = preferences
    self.tonight = tonight
  }

  /// One user, or several of one address, whole.
  static func whole(
    _ users: [AccountPreferences.User], _ preferences: AccountPreferences,
    _ tonight: TonightMessages
  ) -> String {
    var page = PreferencesText(preferences, tonight)
    guard let first = users.first else { return "" }
    let address = page.texts.string(first.row.email)
    page.report.add("\(address) in \(page.accountName)")
    for user in users { page.addStored(user) }
    page.addFollowing(users)
    page.addTonight(for: address)
    return page.report.text
  }

  /// All users of an account, a line each.
  static func overview(
    _ users: [AccountPreferences.User], _ preferences: AccountPreferences,
    _ tonight: TonightMessages
  ) -> String {
    var page = PreferencesText(preferences, tonight)
    page.report.add(page.accountName)
    page.report.add("")
    if users.isEmpty {
      page.report.add("No preferences are stored for this account.")
    } else {
      page.addRow("address", "summary", "notice", "windows", "lines tonight")
      for user in users { page.addRow(user) }
    }
    for user in users {
      guard let whyNot = user.whyNot else { continue }
      page.report.add("")
      page.report.wrap("! \(page.texts.string(user.row.email)): \(whyNot)", indent: 2)
    }
    page.addProblems()
    return page.report.text
  }

  private var accountName: String {
    "\(texts.string(preferences.account.name)) (\(preferences.domain))"
  }

  private mutating func addStored(_ user: AccountPreferences.User) {
    report.add("")
    report.add("Stored in \(preferences.shown(user.row.location))")
    let role = texts.string(user.row.role)
    report.addField("role", role.isEmpty ? "(nothing)" : role)
    if let stored = user.stored {
      report.addField("virtual accounts", Self.shown(stored.virtualAccounts))
      for field in PreferenceField.allCases {
        report.addField(field.rawValue.replacing("-", with: " "), Self.shown(stored[field]))
      }
    }
  }

  private static func shown(_ stored: String?) -> String {
    guard let stored else { return "(not in the file)" }
    return stored.isEmpty ? "(empty)" : stored
  }

  private mutating func addFollowing(_ users: [AccountPreferences.User]) {
    for user in users {
      report.add("")
      report.add(
        users.count == 1
          ? "What follows" : "What follows from \(preferences.shown(user.row.location))")
      let reading = PreferenceExplanation(
        user.row, account: preferences.account, texts: texts, run: preferences.run)
      for fact in reading.facts where fact.name != "role" { report.addField(fact.name, fact.text) }
      let addresses = user.reading.additionalEmails
      if !addresses.isEmpty {
        report.addField("additional emails", addresses.joined(separator: ", "))
      }
      for problem in user.reading.diagnostics {
        report.wrap("\(problem.severity.rawValue): \(problem.message)", indent: 2)
      }
    }
    if let whyNot = users.first?.whyNot {
      report.add("")
      report.wrap("Cannot be saved: \(whyNot)", indent: 0)
    }
  }

  private mutating func addTonight(for address: String) {
    let run = preferences.run
    report.add("")
    report.add("Tonight, \(run.date.iso), since \(run.since.iso)")
    let messages = tonight.messages(for: address)
    if messages.isEmpty { report.add("  No message.") }
    for message in messages {
      let kind = message.kind == .dailySummary ? "Daily summary" : "Status notice"
      report.wrap("\(kind): \(message.subject)", indent: 2)
      let others = message.digest.variant.recipients.filter {
        $0.lowercasedASCII != address.lowercasedASCII
      }
      if !others.isEmpty { report.wrap("also to \(Self.listed(others))", indent: 4) }
      for line in message.digest.expiring {
        ExpiringLine(line, in: preferences.account, texts: texts).add(to: &report, behind: "    ")
      }
    }
  }

  private static func listed(_ addresses: [String]) -> String {
    let rest = addresses.count - 10
    let shown = addresses.prefix(10).joined(separator: ", ")
    return rest > 0 ? "\(shown) and \(rest) more" : shown
  }

  private mutating func addRow(
    _ address: String, _ summary: String, _ notice: String, _ windows: String, _ lines: String
  ) {
    let rest = [TextLayout.padded(summary, to: 9), TextLayout.padded(notice, to: 8)].joined()
    let figures = TextLayout.padded(windows, to: 16) + TextLayout.rightAligned(lines, to: 13)
    let isLong = address.utf8.count > 27
    if isLong { report.add("  \(address)") }
    report.add("  " + TextLayout.padded(isLong ? "" : address, to: 28) + rest + figures)
  }

  private mutating func addRow(_ user: AccountPreferences.User) {
    let address = texts.string(user.row.email)
    let days = user.reading.windows.days.map(String.init).joined(separator: ", ")
    let summary = tonight.messages(for: address).first { $0.kind == .dailySummary }
    addRow(
      address, user.row.dailySummary ? "yes" : "no", user.row.statusNotification ? "yes" : "no",
      days.isEmpty ? "none" : days, summary.map { String($0.digest.expiring.count) } ?? "-")
  }

  private mutating func addProblems() {
    let problems = preferences.problems
    guard !problems.isEmpty else { return }
    report.add("")
    report.add("Problems of the preferences")
    for problem in problems.prefix(20) {
      let file = preferences.run.files[Int(problem.location.file)].shownPath
      let location = "\(file):\(problem.location.line):\(problem.location.column)"
      report.wrap("\(location): \(problem.severity.rawValue): \(problem.message)", indent: 2)
    }
    if problems.count > 20 {
      report.add("  and \(problems.count - 20) more (license-digest check)")
    }
  }
}
