internal import Exports
internal import Licensing
internal import Rendering

/// `preferences show` for people: what is stored, what follows, and tonight's messages.
struct PreferencesText {
  private static let nameWidth = 24

  let preferences: AccountPreferences
  let tonight: TonightMessages
  private(set) var lines: [String] = []
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
    page.add("\(address) in \(page.accountName)")
    for user in users { page.addStored(user) }
    page.addFollowing(users)
    page.addTonight(for: address)
    return page.text
  }

  /// All users of an account, a line each.
  static func overview(
    _ users: [AccountPreferences.User], _ preferences: AccountPreferences,
    _ tonight: TonightMessages
  ) -> String {
    var page = PreferencesText(preferences, tonight)
    page.add(page.accountName)
    page.add("")
    if users.isEmpty {
      page.add("No preferences are stored for this account.")
    } else {
      page.addRow("address", "summary", "notice", "windows", "lines tonight")
      for user in users { page.addRow(user) }
    }
    for user in users {
      guard let whyNot = user.whyNot else { continue }
      page.add("")
      page.wrap("! \(page.texts.string(user.row.email)): \(whyNot)", indent: 2)
    }
    page.addProblems()
    return page.text
  }

  private var text: String { lines.joined(separator: "\n") + "\n" }

  private var accountName: String {
    "\(texts.string(preferences.account.name)) (\(preferences.domain))"
  }

  private mutating func add(_ line: String) { lines.append(line.withoutControls) }

  private mutating func wrap(_ text: String, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    for line in TextLayout.wrap(text.withoutControls, width: 76 - indent) { add(blanks + line) }
  }

  private mutating func addField(_ name: String, _ text: String) {
    let rows = TextLayout.wrap(text.withoutControls, width: 76 - Self.nameWidth)
    for (place, row) in rows.enumerated() {
      add(TextLayout.padded(place == 0 ? "  " + name : "", to: Self.nameWidth) + row)
    }
  }

  private mutating func addStored(_ user: AccountPreferences.User) {
    add("")
    add("Stored in \(preferences.shown(user.row.location))")
    let role = texts.string(user.row.role)
    addField("role", role.isEmpty ? "(nothing)" : role)
    if let stored = user.stored {
      addField("virtual accounts", Self.shown(stored.virtualAccounts))
      for field in PreferenceField.allCases {
        addField(field.rawValue.replacing("-", with: " "), Self.shown(stored[field]))
      }
    }
  }

  private static func shown(_ stored: String?) -> String {
    guard let stored else { return "(not in the file)" }
    return stored.isEmpty ? "(empty)" : stored
  }

  private mutating func addFollowing(_ users: [AccountPreferences.User]) {
    for user in users {
      add("")
      add(
        users.count == 1
          ? "What follows" : "What follows from \(preferences.shown(user.row.location))")
      let reading = PreferenceExplanation(
        user.row, account: preferences.account, texts: texts, run: preferences.run)
      for fact in reading.facts where fact.name != "role" { addField(fact.name, fact.text) }
      let addresses = user.reading.additionalEmails
      if !addresses.isEmpty { addField("additional emails", addresses.joined(separator: ", ")) }
      for problem in user.reading.diagnostics {
        wrap("\(problem.severity.rawValue): \(problem.message)", indent: 2)
      }
    }
    if let whyNot = users.first?.whyNot {
      add("")
      wrap("Cannot be saved: \(whyNot)", indent: 0)
    }
  }

  private mutating func addTonight(for address: String) {
    let run = preferences.run
    add("")
    add("Tonight, \(run.date.iso), since \(run.since.iso)")
    let messages = tonight.messages(for: address)
    if messages.isEmpty { add("  No message.") }
    for message in messages {
      let kind = message.kind == .dailySummary ? "Daily summary" : "Status notice"
      wrap("\(kind): \(message.subject)", indent: 2)
      let others = message.digest.variant.recipients.filter {
        $0.lowercasedASCII != address.lowercasedASCII
      }
      if !others.isEmpty { wrap("also to \(Self.listed(others))", indent: 4) }
      for line in message.digest.expiring {
        let term = ExpiringLine(line, in: preferences.account, texts: texts)
        for row in term.rows(indent: 4) { add(row) }
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
    if isLong { add("  \(address)") }
    add("  " + TextLayout.padded(isLong ? "" : address, to: 28) + rest + figures)
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
    add("")
    add("Problems of the preferences")
    for problem in problems.prefix(20) {
      let file = preferences.run.files[Int(problem.location.file)].shownPath
      let place = "\(file):\(problem.location.line):\(problem.location.column)"
      wrap("\(place): \(problem.severity.rawValue): \(problem.message)", indent: 2)
    }
    if problems.count > 20 { add("  and \(problems.count - 20) more (license-digest check)") }
  }
}

/// An expiring line as a terminal shows it: days left, license, seats, place, end.
struct ExpiringLine {
  private let label: String
  private let text: String

  init(_ line: ExpiringTerm, in account: SmartAccount, texts: TextTable) {
    let license = account.licenses[line.term.license]
    label =
      switch line.daysLeft {
      case 0: "today"
      case 1: "tomorrow"
      default: "\(line.daysLeft) days"
      }
    let seats = "\(line.quantity) \(line.quantity == 1 ? "seat" : "seats")"
    let facts = [
      texts.string(license.name), seats,
      texts.string(account.virtualAccounts[license.virtualAccount]),
      texts.string(line.term.subscription), "ends \(line.endDate.iso)",
    ]
    text = facts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The line broken to 76 columns, behind a mark.
  func rows(indent: Int, mark: String = "") -> [String] {
    let head = String(repeating: " ", count: indent) + mark
    let width = head.utf8.count + 10
    return TextLayout.wrap(text.withoutControls, width: 76 - width).enumerated().map { place, row in
      place == 0
        ? head + TextLayout.rightAligned(label, to: 8) + "  " + row
        : String(repeating: " ", count: width) + row
    }
  }
}
