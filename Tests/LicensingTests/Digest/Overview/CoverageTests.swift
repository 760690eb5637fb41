import SeededRandom
import Testing

@testable import Licensing

struct CoverageTests {
  private static let today = day(2026, 11, 22)

  /// The coverage of an account with one term in virtual account A, and nothing expiring in B.
  private func coverage(
    daysLeft: Int = 60, quantity: Int32 = 1, since: Int = 1, hasLicense: Bool = true,
    _ users: [(inout PreferenceRow, inout TextTable) -> Void]
  ) -> Coverage {
    var rows = ExportRows()
    let account = rows.texts.insert("acme.example")
    func place(_ line: Int32) -> Licensing.SourceLocation { .init(file: 0, line: line, column: 1) }
    if hasLicense {
      let end = CalendarDate(dayNumber: Self.today.dayNumber + Int32(daysLeft))
      for (name, end) in [("A", TermEnd.on(end)), ("B", .never)] {
        rows.licenses.append(
          LicenseRow(
            account: account, virtualAccount: rows.texts.insert(name),
            license: rows.texts.insert("Apex"), quantity: quantity, end: end, location: place(2)))
      }
    }
    for (number, change) in users.enumerated() {
      var row = PreferenceRow(
        account: account, email: rows.texts.insert("user\(number)@acme.example"),
        location: place(Int32(number) + 2))
      row.virtualAccounts = .all
      change(&row, &rows.texts)
      rows.preferences.append(row)
    }
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    let settings = RuleSettings()
    let report = AccountReport(
      inventory.accounts[0], texts: inventory.texts, date: Self.today,
      since: Self.today.adding(days: -since), settings: settings)
    let grants = RecipientRule.grants(
      in: inventory.accounts[0], texts: inventory.texts, settings: settings, locales: ["en"])
    return Coverage(report, grants: grants, texts: inventory.texts, settings: settings)
  }

  private func summary(
    windows: PreferenceRow.Choice = .unset, events: PreferenceRow.Choice = .all
  ) -> (inout PreferenceRow, inout TextTable) -> Void {
    { row, _ in
      row.dailySummary = true
      row.expiryWindows = windows
      row.alertEvents = events
    }
  }

  @Test func `a term in somebody's window is told`() {
    #expect(coverage([summary()]).gaps.isEmpty)
  }

  @Test func `without readers nobody subscribed`() {
    let found = coverage([{ _, _ in }])
    #expect(found.gaps.map(\.reasons) == [[.nobodySubscribed]])
    #expect(
      found.silentUsers == [
        Coverage.SilentUser(address: "user0@acme.example", cause: .bothMessagesOff)
      ])
  }

  @Test func `each reason is told with its readers`() {
    let found = coverage([
      summary(windows: .listed(["30"])), summary(windows: .listed(["17"])),
      summary(events: .listed(["failed-to-renew"])),
      { row, texts in
        row.dailySummary = true
        row.virtualAccounts = .listed([texts.insert("B")])
      },
    ])
    #expect(
      found.gaps.map(\.reasons) == [
        [
          .outsideScope(readers: 1), .eventNotTicked(readers: 1),
          .windowTooShort(readers: 2, longest: 30),
        ]
      ])
    #expect(found.silentUsers.isEmpty)
  }

  @Test func `cleared windows are too short for any term`() {
    let found = coverage(daysLeft: 0, [summary(windows: .none)])
    #expect(found.gaps.map(\.reasons) == [[.windowTooShort(readers: 1, longest: nil)]])
  }

  @Test(arguments: [(90, 1, true), (3, 1, true), (2, 1, false), (2, 2, true), (0, 1, false)])
  func `a notice tells a term while a milestone is crossed or left`(
    daysLeft: Int, since: Int, isTold: Bool
  ) {
    let found = coverage(
      daysLeft: daysLeft, since: since, [{ row, _ in row.statusNotification = true }])
    #expect(found.gaps.map(\.reasons) == (isTold ? [] : [[.milestonesPast(readers: 1)]]))
  }

  @Test(arguments: [(91, 1 as Int32), (-1, 1), (60, 0)])
  func `beyond the largest window, ended or without seats a term is no gap`(
    daysLeft: Int, quantity: Int32
  ) {
    #expect(coverage(daysLeft: daysLeft, quantity: quantity, []).gaps.isEmpty)
  }

  @Test func `users who get nothing are told with the cause`() {
    let found = coverage([
      summary(), { _, _ in },
      { row, _ in
        row.statusNotification = true
        row.alertEvents = .none
      },
      { row, texts in
        row.dailySummary = true
        row.virtualAccounts = .listed([texts.insert("Nowhere")])
      },
    ])
    #expect(found.silentUsers.map(\.cause) == [.bothMessagesOff, .noEventTicked, .emptyScope])
  }

  @Test func `an address that another row serves is not silent`() {
    let found = coverage([
      summary(), { row, texts in row.email = texts.insert("User0@acme.example") },
    ])
    #expect(found.silentUsers.isEmpty)
  }

  @Test func `accounts without preferences or without a license are told`() {
    let bare = coverage([])
    #expect(bare.isWithoutPreferences && bare.rowsWithoutLicense == 0)
    let unlicensed = coverage(hasLicense: false, [summary(), summary()])
    #expect(!unlicensed.isWithoutPreferences && unlicensed.rowsWithoutLicense == 2)
    #expect(
      unlicensed.silentUsers.map(\.cause) == [.accountWithoutLicense, .accountWithoutLicense])
  }

  @Test(arguments: 0..<50)
  func `readers are counted in each virtual account as if one asked each of them`(seed: Int) {
    var random = SeededRandom(seed: seed)
    func grant() -> Grant? {
      guard Int.random(in: 0..<4, using: &random) > 0 else { return nil }
      let listed = (0..<4).filter { _ in Bool.random(using: &random) }
      return Grant(
        address: "", locale: "en",
        windows: WindowSelection([[90], [30], []].randomElement(using: &random) ?? []),
        alertTypes: Bool.random(using: &random) ? .all : [],
        scope: Bool.random(using: &random) ? .wholeAccount : .listed(listed))
    }
    let readers = (0..<6).map { number in
      Readers(summary: grant(), notice: grant(), readers: number + 1)
    }
    let found = Audience.audiences(of: readers, virtualAccounts: 4)
    for index in 0..<4 {
      let alone = readers.map { group in
        Readers(
          summary: group.summary.flatMap { $0.scope.contains(index) ? $0 : nil }?.everywhere,
          notice: group.notice.flatMap { $0.scope.contains(index) ? $0 : nil }?.everywhere,
          readers: group.readers)
      }
      let plain = Audience.audiences(of: alone, virtualAccounts: 1)[0]
      #expect(found[index].reasons == plain.reasons, "seed \(seed), virtual account \(index)")
    }
  }
}

extension Grant {
  /// The same, seeing the whole account.
  fileprivate var everywhere: Grant {
    var copy = self
    copy.scope = .wholeAccount
    return copy
  }
}
